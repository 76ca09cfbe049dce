//! Bytes in, bytes out: the functions that JavaScript calls.
//!
//! JavaScript asks for a buffer with `alloc`, fills it and passes it on as its
//! address and length; the function called takes it over. One instance of the
//! module holds the indexes that are searched together, by number.

use std::cell::RefCell;

use search_core::format::{FileName, Slice};
use search_core::{Cache, Error, Piece};

use crate::request::Request;

/// Version of these functions and of the replies, for a script and a module
/// of different ages to notice each other.
const BOUNDARY: u32 = 2;

/// What the module holds. It is never dropped, and so needs no thread-local
/// with a destructor.
struct State {
    caches: RefCell<Vec<Cache>>,
    /// The last reply, kept until the next one.
    reply: RefCell<Vec<u8>>,
}

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for State {}

static STATE: State = State {
    caches: RefCell::new(Vec::new()),
    reply: RefCell::new(Vec::new()),
};

/// The version of the boundary.
#[unsafe(no_mangle)]
pub extern "C" fn boundary() -> u32 {
    BOUNDARY
}

/// A zeroed buffer of `length` bytes for JavaScript to fill.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    vec![0; length].leak().as_mut_ptr()
}

/// Keeps a piece that the reply to a request named: the number of its index,
/// the path of its file, and the range of it that inflated gave the payload;
/// a range that ends at 0 stands for the whole file, as it is. 0 if all is
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
    let piece = match to {
        0 => Piece::Whole(file),
        _ => Piece::Part(Slice { file, from, to }),
    };
    match cache.insert(piece, payload) {
        Ok(()) => 0,
        Err(Error::Corrupt(_)) => 1,
        Err(Error::Version(_)) => 2,
    }
}

/// Answers a request; the reply is at [`reply_address`] until the next one.
/// Returns its length.
///
/// # Safety
///
/// The buffer comes from [`alloc`] with this length, and is given up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ask(request: *mut u8, length: usize) -> usize {
    // SAFETY: as the caller promises.
    let request = unsafe { take(request, length) };
    let request = Request::parse(std::str::from_utf8(&request).unwrap_or_default());
    let mut caches = STATE.caches.borrow_mut();
    while caches.len() < request.indexes {
        caches.push(Cache::default());
    }
    let mut asked = Vec::new();
    for cache in &caches[..request.indexes] {
        asked.push(cache);
    }
    let answer = crate::reply::reply(&asked, &request.query).into_bytes();
    let length = answer.len();
    *STATE.reply.borrow_mut() = answer;
    length
}

/// Where the last reply is.
#[unsafe(no_mangle)]
pub extern "C" fn reply_address() -> *const u8 {
    STATE.reply.borrow().as_ptr()
}

/// # Safety
///
/// As for the functions above.
unsafe fn take(address: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: the caller promises a buffer that `alloc` leaked, which `vec!`
    // made with this capacity.
    unsafe { Vec::from_raw_parts(address, length, length) }
}
