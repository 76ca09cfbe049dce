// The form of a document: what a reader writes shows in the page, and goes into the DOCX or ODT
// that they keep. It all happens here: the files are fetched when the page is idle, and nothing of
// what is written leaves the page or outlasts it.
const form = document.querySelector('[data-fill]');
const status = form.querySelector('[role="status"]');
const controls = [...form.querySelectorAll('[data-blank-of]')];
const uses = (id) => document.querySelectorAll(`[data-blank="${CSS.escape(id)}"]`);

// Without what no XML may hold, and comes along with what is pasted: Word's own line breaks, for one.
const valueOf = ({ value }) => value.replace(/[\v\f]/g, ' ').replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').trim();

function write(control) {
  const value = valueOf(control);
  for (const use of uses(control.dataset.blankOf)) {
    use.textContent = value || `[${control.dataset.name}]`;
    use.classList.toggle('is-filled', value !== '');
  }
}

const files = new Map();
function fetched(address) {
  if (!files.has(address)) {
    const file = fetch(address).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.arrayBuffer();
    });
    file.catch(() => files.delete(address));
    files.set(address, file);
  }
  return files.get(address);
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});
const sum = (bytes) => ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;

// The files of an archive of ours, as they stand in it: local headers tell their sizes.
function entries(archive) {
  const view = new DataView(archive);
  const found = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50;) {
    const size = view.getUint32(at + 18, true);
    const name = at + 30;
    const data = name + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
    found.push({
      name: new TextDecoder().decode(archive.slice(name, name + view.getUint16(at + 26, true))),
      method: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 14, true),
      size: view.getUint32(at + 22, true),
      data: new Uint8Array(archive, data, size),
    });
    at = data + size;
  }
  return found;
}

async function replaced(entry, change) {
  const bytes = entry.method ? await through(entry.data, new DecompressionStream('deflate-raw')) : entry.data;
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(bytes), 'application/xml');
  change(xml);
  const text = new XMLSerializer().serializeToString(xml).replace(/^<\?xml.*?\?>\s*/, '');
  const made = new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
  const data = await through(made, new CompressionStream('deflate-raw'));
  return { name: entry.name, method: 8, crc: sum(made), size: made.length, data };
}

function archive(found) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, method, crc, size, data } of found) {
    const path = new TextEncoder().encode(name);
    const head = new DataView(new ArrayBuffer(26));
    // Version 2.0, names in UTF-8, 1 January 1980.
    [20, 0x0800, method, 0, 0x21].forEach((value, i) => head.setUint16(2 * i, value, true));
    [crc, data.length, size].forEach((value, i) => head.setUint32(10 + 4 * i, value, true));
    head.setUint16(22, path.length, true);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, at, true);
    parts.push(Uint8Array.of(0x50, 0x4b, 3, 4), head, path, data);
    directory.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), head, place, path);
    at += 30 + path.length + data.length;
  }
  const length = directory.reduce((total, part) => total + part.byteLength, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, found.length, true);
  end.setUint16(10, found.length, true);
  end.setUint32(12, length, true);
  end.setUint32(16, at, true);
  return new Blob([...parts, ...directory, end]);
}

const all = (xml, name) => [...xml.getElementsByTagName(name)];

// Content controls show a value, and the part that they are bound to holds it.
const DOCX = {
  'word/document.xml': controlsOf,
  'word/footnotes.xml': controlsOf,
  'customXml/item1.xml': (xml, values) => {
    for (const field of all(xml, 'field')) field.textContent = values.get(field.getAttribute('id'))?.value ?? field.textContent;
  },
};
function controlsOf(xml, values) {
  for (const control of all(xml, 'w:sdt')) {
    const said = values.get(all(control, 'w:tag')[0]?.getAttribute('w:val'));
    if (!said) continue;
    if (said.value) all(control, 'w:showingPlcHdr')[0]?.remove();
    const text = all(control, 'w:t')[0];
    text.textContent = said.shown;
    const style = all(text.parentNode, 'w:rStyle')[0];
    if (said.value && style?.getAttribute('w:val') === 'PlaceholderText') style.remove();
  }
}

// Variables hold a value, and every use shows it; lists have it chosen.
const ODT = {
  'content.xml': (xml, values) => {
    for (const variable of all(xml, 'text:user-field-decl')) {
      const said = values.get(variable.getAttribute('text:name'));
      if (said) variable.setAttribute('office:string-value', said.shown);
    }
    const plain = (use, said) => {
      if (said.value) use.parentNode.removeAttribute('text:style-name');
    };
    for (const use of all(xml, 'text:user-field-input')) {
      const said = values.get(use.getAttribute('text:name'));
      if (!said) continue;
      use.textContent = said.shown;
      plain(use, said);
    }
    const byName = new Map([...values.values()].map((said) => [said.name, said]));
    for (const list of all(xml, 'text:drop-down')) {
      const said = byName.get(list.getAttribute('text:name'));
      if (!said) continue;
      for (const label of all(list, 'text:label')) {
        if (label.getAttribute('text:value') === said.shown) label.setAttribute('text:current-selected', 'true');
        else label.removeAttribute('text:current-selected');
      }
      while (list.lastChild.nodeType === Node.TEXT_NODE) list.lastChild.remove();
      list.append(said.shown);
      plain(list, said);
    }
  },
};

async function filled(address) {
  const values = new Map(controls.map((control) => {
    const value = valueOf(control);
    const { blankOf, name } = control.dataset;
    return [blankOf, { name, value, shown: value || `[${name}]` }];
  }));
  const changes = address.endsWith('.docx') ? DOCX : ODT;
  const found = entries(await fetched(address));
  return archive(await Promise.all(found.map((entry) => {
    const change = changes[entry.name];
    return change ? replaced(entry, (xml) => change(xml, values)) : entry;
  })));
}

form.addEventListener('input', (event) => {
  if (event.target.matches('[data-blank-of]')) write(event.target);
});
form.addEventListener('reset', () => setTimeout(() => controls.forEach(write)));
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const address = (event.submitter ?? form.querySelector('[type="submit"]')).value;
  status.textContent = '';
  try {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await filled(address));
    link.download = address.split('/').pop();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    status.textContent = form.dataset.done;
  } catch {
    status.textContent = form.dataset.failed;
  }
});

// A page that the browser brings back shows what its form still holds.
controls.forEach((control) => { if (control.value !== '') write(control); });
addEventListener('pageshow', () => controls.forEach(write));
form.hidden = false;
// Who begins to fill it in will want the documents, and may have no connection then; who only reads does
// not pay for them.
const fetchAll = () => form.querySelectorAll('[type="submit"]').forEach((button) => fetched(button.value).catch(() => {}));
form.addEventListener('focusin', fetchAll, { once: true });
