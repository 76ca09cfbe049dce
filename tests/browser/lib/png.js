// Small pictures of screens: a PNG with few colours out of one with all. And pictures to be published.

import { crc32, deflateSync, inflateSync } from "node:zlib";
import assert from "node:assert/strict";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The same picture with at most 16 colours: the most frequent, and for the rest the nearest of them. */
export function fewerColors(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Uint32Array(1 << 24);
  for (const color of pixels) counts[color] += 1;
  const frequent = [...new Set(pixels)].sort((a, b) => counts[b] - counts[a] || a - b);
  // Of colours that the eye does not tell apart the most frequent stands for all.
  const seen = new Set();
  const palette = [];
  for (const color of frequent) {
    const alike = (color >> 3) & 0x1f1f1f;
    if (seen.has(alike)) continue;
    seen.add(alike);
    palette.push(color);
    if (palette.length === 16) break;
  }
  const nearest = new Uint8Array(1 << 24);
  for (const color of frequent) nearest[color] = closest(palette, color);
  // Two pixels a byte; each row begins with its filter, which is none.
  const stride = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * stride + 1 + (x >> 1)] |= nearest[pixels[y * width + x]] << (x % 2 ? 0 : 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", table),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A picture of `width` × `height` pixels, each `color(x, y)` as [red, green, blue]. */
export function paint(width, height, color) {
  const stride = 1 + width * 3;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(color(x, y), y * stride + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function closest(palette, color) {
  let best = 0;
  let least = Infinity;
  for (const [index, other] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((shift) => ((color >> shift) & 255) - ((other >> shift) & 255));
    const distance = red * red + green * green + blue * blue;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Width, height and pixels (0xRRGGBB) of a PNG as Chromium writes it: 8 bits a channel, RGB or RGBA, not interlaced. */
function decode(png) {
  assert.ok(png.subarray(0, 8).equals(SIGNATURE), "a PNG");
  let header;
  const data = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") header = body;
    if (name === "IDAT") data.push(body);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  assert.ok(header[8] === 8 && channels && !header[12], "8 bits, RGB or RGBA, not interlaced");
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    const row = Buffer.from(raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1)));
    for (let i = 0; i < stride; i += 1) {
      const left = i < channels ? 0 : row[i - channels];
      const corner = i < channels ? 0 : above[i - channels];
      if (filter === 1) row[i] += left;
      else if (filter === 2) row[i] += above[i];
      else if (filter === 3) row[i] += (left + above[i]) >> 1;
      else if (filter === 4) row[i] += paeth(left, above[i], corner);
    }
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = row.readUIntBE(x * channels, 3);
    above = row;
  }
  return { width, height, pixels };
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}
