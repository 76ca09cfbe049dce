//! Bytes in, bytes out: what the host of the engine calls.
//!
//! Nothing is kept from one word to the next, and so memory is given out in
//! order and taken back all at once.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::ptr;

/// Room for a word, which is 48 bytes at most, or its stem.
const ROOM: usize = 256;

/// What a word and its stem take is a tenth of this.
const HEAP: usize = 1 << 14;

/// What the module holds.
#[repr(align(16))]
struct State {
    heap: UnsafeCell<[u8; HEAP]>,
    used: UnsafeCell<usize>,
    buffer: UnsafeCell<[u8; ROOM]>,
}

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for State {}

static STATE: State = State {
    heap: UnsafeCell::new([0; HEAP]),
    used: UnsafeCell::new(0),
    buffer: UnsafeCell::new([0; ROOM]),
};

struct Arena;

#[global_allocator]
static ARENA: Arena = Arena;

// SAFETY: each block is apart from all others until the next word, and aligned
// as its address within an aligned heap is.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: nobody else is in here, and the block is within the heap.
        unsafe {
            let start = (*STATE.used.get()).next_multiple_of(layout.align());
            let end = start + layout.size();
            if end > HEAP {
                return ptr::null_mut();
            }
            *STATE.used.get() = end;
            STATE.heap.get().cast::<u8>().add(start)
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

/// Where a word is put and its stem found.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> *mut u8 {
    STATE.buffer.get().cast()
}

/// Takes the folded word of this length in the buffer for its flags, in one
/// byte, and its stem; returns their length. The language is the two letters of
/// its tag, the first in the lower byte.
#[unsafe(no_mangle)]
pub extern "C" fn word(language: u32, length: usize) -> usize {
    // SAFETY: of the word before nothing is left, and the host does not touch
    // the buffer meanwhile.
    let buffer = unsafe {
        *STATE.used.get() = 0;
        &mut *STATE.buffer.get()
    };
    let [first, second, ..] = language.to_le_bytes();
    let word = std::str::from_utf8(&buffer[..length.min(ROOM)]).unwrap_or_default();
    let told = crate::told([first, second], word);
    let length = told.len().min(ROOM);
    buffer[..length].copy_from_slice(&told[..length]);
    length
}
