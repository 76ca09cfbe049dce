//! Bytes in, bytes out: the functions that JavaScript calls.
//!
//! JavaScript asks for a buffer with `alloc`, fills it and passes it on as its
//! address and length; the function called takes it over. One instance of the
//! module holds one index.

use std::cell::RefCell;

use search_core::format::FileName;
use search_core::{Cache, Error};

use crate::reply;

/// Version of these functions and of the replies, for a script and a module
/// of different ages to notice each other.
const BOUNDARY: u32 = 1;

/// What the module holds. It is never dropped, and so needs no thread-local
/// with a destructor.
struct State {
    cache: RefCell<Option<Cache>>,
    /// The last reply, kept until the next one.
    reply: RefCell<Vec<u8>>,
}

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for State {}

static STATE: State = State {
    cache: RefCell::new(None),
    reply: RefCell::new(Vec::new()),
};

fn with_cache<T>(work: impl FnOnce(&mut Cache) -> T) -> T {
    work(STATE.cache.borrow_mut().get_or_insert_default())
}

/// The version of the boundary.
#[unsafe(no_mangle)]
pub extern "C" fn boundary() -> u32 {
    BOUNDARY
}

/// A zeroed buffer of `length` bytes for JavaScript to fill.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0; length].into_boxed_slice()).cast()
}

/// Keeps a file: its path, then what inflating it gave. 0 if all is well, 1 if
/// it is damaged or no file of an index, 2 if it is of another version.
///
/// # Safety
///
/// Both buffers come from [`alloc`] with these lengths, and are given up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn insert(
    path: *mut u8,
    path_length: usize,
    payload: *mut u8,
    payload_length: usize,
) -> u32 {
    // SAFETY: as the caller promises.
    let (path, payload) = unsafe { (take(path, path_length), take(payload, payload_length)) };
    let name = std::str::from_utf8(&path).ok().and_then(FileName::parse);
    let Some(name) = name else {
        return 1;
    };
    match with_cache(|cache| cache.insert(name, payload)) {
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
    let request = std::str::from_utf8(&request).unwrap_or_default();
    let answer = with_cache(|cache| reply(cache, request)).into_bytes();
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
    let slice = std::ptr::slice_from_raw_parts_mut(address, length);
    // SAFETY: the caller promises a buffer that `alloc` leaked in this shape.
    unsafe { Box::from_raw(slice) }.into_vec()
}
