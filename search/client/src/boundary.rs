//! Bytes in, bytes out: the functions that JavaScript calls.
//!
//! JavaScript asks for a buffer with `alloc`, fills it and passes it on as its
//! address and length; the function called takes it over. One instance of the
//! module holds the indexes that are searched together, by number.

use std::cell::{Cell, RefCell};
use std::ptr::null;
use std::slice;

use search_core::format::FileName;
use search_core::tokens::unicode::Host;
use search_core::{Cache, Error, Piece};

use crate::allocator::release;
use crate::request::query;

/// Version of these functions and of the replies, for a script and a module
/// of different ages to notice each other.
const BOUNDARY: u32 = 5;

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Decomposes a text of UTF-8 by compatibility (NFKD), puts it in lower
    /// case and keeps it; returns its length.
    fn decompose(address: *const u8, length: usize) -> usize;
    /// Writes the text kept, which is of that length.
    fn decomposed(address: *mut u8);
    /// Writes what a language makes of a folded word to the third address, where
    /// there is room for [`TOLD`] bytes; returns its length. The language is the
    /// two letters of its tag, the first in the lower byte.
    fn word(language: u32, address: *const u8, length: usize, told: *mut u8) -> usize;
}

/// A byte of flags and a stem at most.
const TOLD: usize = 256;

fn host_told(tag: [u8; 2], text: &str) -> Vec<u8> {
    let mut told = vec![0; TOLD];
    let language = u32::from(u16::from_le_bytes(tag));
    // SAFETY: the host reads what it is pointed to and writes to what has room.
    let length = unsafe { word(language, text.as_ptr(), text.len(), told.as_mut_ptr()) };
    told.truncate(length);
    told
}

/// What [`search_core::tokens::unicode`] asks of a host.
fn host_decomposed(text: &str) -> String {
    // SAFETY: the host reads what it is pointed to, and then writes as many
    // bytes as it said, of UTF-8.
    let bytes = unsafe {
        let mut bytes = vec![0; decompose(text.as_ptr(), text.len())];
        decomposed(bytes.as_mut_ptr());
        bytes
    };
    String::from_utf8(bytes).unwrap_or_default()
}

/// What the module holds. It is never dropped, and so needs no thread-local
/// with a destructor.
struct State {
    caches: RefCell<Vec<Cache>>,
    /// Where the last reply is.
    reply: Cell<*const u8>,
}

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for State {}

static STATE: State = State {
    caches: RefCell::new(Vec::new()),
    reply: Cell::new(null()),
};

/// The version of the boundary; to be called before anything else.
#[unsafe(no_mangle)]
pub extern "C" fn boundary() -> u32 {
    search_core::tokens::unicode::set(Host {
        decomposed: host_decomposed,
        told: host_told,
    });
    BOUNDARY
}

/// A zeroed buffer of `length` bytes for JavaScript to fill.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    // Of nothing there would be no block.
    vec![0; length.max(1)].leak().as_mut_ptr()
}

/// Keeps a piece that the reply to a request named: the number of its index,
/// the path of its file, and its range, that of a text inflated;
/// a range that ends at 0 stands for the whole file. 0 if all is
/// well, 1 if the piece is damaged or no piece of the index, 2 if the index is
/// of another version.
///
/// # Safety
///
/// Both buffers come from [`alloc`] with these lengths, and are given up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn insert(
    index: usize,
    path: *mut u8,
    path_length: usize,
    from: u32,
    to: u32,
    payload: *mut u8,
    payload_length: usize,
) -> u32 {
    // SAFETY: as the caller promises.
    let (path, payload) = unsafe { (take(path, path_length), take(payload, payload_length)) };
    let file = std::str::from_utf8(&path).ok().and_then(FileName::parse);
    let mut caches = STATE.caches.borrow_mut();
    let (Some(file), Some(cache)) = (file, caches.get_mut(index)) else {
        return 1;
    };
    match cache.insert(Piece { file, from, to }, payload) {
        Ok(()) => 0,
        Err(Error::Corrupt(_)) => 1,
        Err(Error::Version(_)) => 2,
    }
}

/// Makes room for the files of the indexes to be searched together, so many: to
/// be called before anything of them is asked or inserted.
#[unsafe(no_mangle)]
pub extern "C" fn hold(indexes: usize) {
    let mut caches = STATE.caches.borrow_mut();
    while caches.len() < indexes {
        caches.push(Cache::default());
    }
}

/// Answers a query; the reply is at [`reply_address`] until anything else is
/// called. Returns its length.
///
/// # Safety
///
/// The buffer comes from [`alloc`] with this length, was the last that was asked
/// for, and is given up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(request: *mut u8, length: usize) -> usize {
    // SAFETY: as the caller promises.
    let bytes = unsafe { slice::from_raw_parts(request, length) };
    let query = query(std::str::from_utf8(bytes).unwrap_or_default());
    let caches = STATE.caches.borrow();
    let mut asked = Vec::new();
    for cache in caches.iter() {
        asked.push(cache);
    }
    let reply = crate::reply::reply(&asked, &query);
    STATE.reply.set(reply.as_ptr());
    // SAFETY: the request is the block that was given out last before all that
    // the answer took, of which only the reply is still read: caches do not
    // change by what is asked of them.
    unsafe { release(request) };
    reply.len()
}

/// Where the last reply is.
#[unsafe(no_mangle)]
pub extern "C" fn reply_address() -> *const u8 {
    STATE.reply.get()
}

/// # Safety
///
/// As for the functions above.
unsafe fn take(address: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: the caller promises a buffer that `alloc` leaked, which `vec!`
    // made with this capacity.
    unsafe { Vec::from_raw_parts(address, length, length) }
}
