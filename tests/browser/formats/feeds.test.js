// Feeds, calendars and the map for robots, read by libraries that are not ours.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import FeedParser from "feedparser";
import ICAL from "ical.js";
import { validateXML } from "xmllint-wasm";
import { filesLike, isPublished } from "../lib/files.js";

const atoms = filesLike(/(^|\/)feed\.xml$/);
const jsons = filesLike(/(^|\/)feed\.json$/);
const calendars = filesLike(/\.ics$/);

async function wellFormed(files) {
  const xml = files.map(({ path, text }) => ({ fileName: path, contents: text }));
  const { errors } = await validateXML({ xml });
  assert.deepEqual(errors, []);
}

test("Atom feeds are well-formed, and have what RFC 4287 wants", async () => {
  assert.ok(atoms.length > 5, `${atoms.length} feeds`);
  await wellFormed(atoms);
  for (const { path, text } of atoms) {
    const parser = new FeedParser({ normalize: true });
    const items = [];
    parser.on("readable", () => {
      for (let item = parser.read(); item; item = parser.read()) items.push(item);
    });
    await new Promise((resolve, reject) => {
      parser.on("error", reject).on("end", resolve);
      Readable.from([text]).pipe(parser);
    });
    const { meta } = parser;
    assert.equal(meta["#type"], "atom", path);
    assert.ok(meta.title && meta.author && meta.date instanceof Date, path);
    assert.ok(isPublished(meta.xmlurl) && isPublished(meta.link), path);
    assert.ok(items.length > 0, path);
    const ids = new Set(items.map(({ guid }) => guid));
    assert.equal(ids.size, items.length, path);
    for (const { title, link, date } of items) {
      assert.ok(title && isPublished(link) && date.getUTCFullYear() > 2000, `${path}: ${title}`);
    }
    assert.match(text, /<link [^>]*rel="license"/, path);
  }
});

// https://www.jsonfeed.org/version/1.1/
const JSON_FEED = {
  type: "object",
  required: ["version", "title", "items"],
  properties: {
    version: { const: "https://jsonfeed.org/version/1.1" },
    title: { type: "string", minLength: 1 },
    home_page_url: { type: "string", format: "uri" },
    feed_url: { type: "string", format: "uri" },
    language: { type: "string" },
    items: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["id", "url", "title", "content_text"],
        properties: {
          id: { type: "string", format: "uri" },
          url: { type: "string", format: "uri" },
          title: { type: "string", minLength: 1 },
          content_text: { type: "string", minLength: 1 },
          date_published: { type: "string", format: "date-time" },
          date_modified: { type: "string", format: "date-time" },
        },
        additionalProperties: false,
      },
    },
  },
};

test("JSON feeds follow JSON Feed 1.1, beside every Atom feed", () => {
  assert.deepEqual(jsons.map(({ path }) => path.replace(/json$/, "xml")), atoms.map(({ path }) => path));
  const ajv = addFormats(new Ajv({ strict: true }));
  const validate = ajv.compile(JSON_FEED);
  for (const { path, text } of jsons) {
    const feed = JSON.parse(text);
    assert.ok(validate(feed), `${path}: ${ajv.errorsText(validate.errors)}`);
    for (const { url } of feed.items) assert.ok(isPublished(url), url);
  }
});

test("calendars can be read, and each appointment has its days, its name and its page", () => {
  assert.ok(calendars.length > 1, `${calendars.length} calendars`);
  const uids = new Map();
  for (const { path, text } of calendars) {
    assert.ok(!/[^\r]\n/.test(text), `${path}: a line does not end with CRLF`);
    const long = text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75);
    assert.deepEqual(long, [], path);
    const component = new ICAL.Component(ICAL.parse(text));
    assert.equal(component.getFirstPropertyValue("version"), "2.0", path);
    assert.ok(component.getFirstPropertyValue("prodid"), path);
    const events = component.getAllSubcomponents("vevent");
    assert.ok(events.length > 0, path);
    for (const event of events) {
      const { uid, summary, startDate, endDate } = new ICAL.Event(event);
      assert.ok(uid && summary, path);
      assert.ok(startDate.isDate && endDate.isDate && startDate.compare(endDate) < 0, path);
      assert.ok(event.getFirstPropertyValue("dtstamp"), path);
      assert.ok(isPublished(event.getFirstPropertyValue("url")), path);
      uids.set(uid, (uids.get(uid) ?? 0) + 1);
    }
  }
  // Each stands in its section's file or in that of verifications, and what is to come in its own too.
  for (const [uid, times] of uids) assert.ok(times <= 2, uid);
});

// The schema of the protocol (https://www.sitemaps.org/protocol.html), as far as we use it.
const SITEMAP = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
  <xsd:element name="urlset"><xsd:complexType><xsd:sequence>
    <xsd:element name="url" maxOccurs="50000"><xsd:complexType><xsd:sequence>
      <xsd:element name="loc"><xsd:simpleType><xsd:restriction base="xsd:anyURI">
        <xsd:minLength value="12"/><xsd:maxLength value="2048"/></xsd:restriction></xsd:simpleType></xsd:element>
      <xsd:element name="lastmod" type="xsd:date" minOccurs="0"/>
      <xsd:any namespace="http://www.w3.org/1999/xhtml" processContents="skip" minOccurs="0" maxOccurs="unbounded"/>
    </xsd:sequence></xsd:complexType></xsd:element>
  </xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema>`;

test("the sitemap follows its schema, and names pages that are there, once", async () => {
  const [{ text }] = filesLike(/^sitemap\.xml$/);
  const { errors } = await validateXML({
    xml: [{ fileName: "sitemap.xml", contents: text }],
    schema: [{ fileName: "sitemap.xsd", contents: SITEMAP }],
  });
  assert.deepEqual(errors, []);
  const addresses = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
  assert.equal(new Set(addresses).size, addresses.length);
  for (const address of addresses) assert.ok(isPublished(address), address);
});
