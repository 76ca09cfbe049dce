//! The module's memory: small code before all.
//!
//! Blocks are given out in order. Nothing is freed, so that what the compiler
//! writes to free things falls away, a twelfth of the module; all that an answer
//! took is taken back at once when it has been read, by [`release`]. What stays
//! are the files fetched and what decoding them took.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ptr::copy_nonoverlapping;

/// A page of WebAssembly's memory.
const PAGE: usize = 1 << 16;

struct Allocator {
    /// Address after the last block; 0 before the first.
    unused: Cell<usize>,
    /// Where the module's memory ends.
    end: Cell<usize>,
}

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for Allocator {}

#[global_allocator]
static ALLOCATOR: Allocator = Allocator {
    unused: Cell::new(0),
    end: Cell::new(0),
};

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Writes a text of the host's, and throws where there is no such address.
    fn decomposed(address: *mut u8);
}

/// Ends what is being done where memory does, with an exception of the host's:
/// what leads to nothing but a trap is left out of the module.
fn exhausted() -> ! {
    // SAFETY: the host refuses an address beyond its memory.
    unsafe { decomposed(usize::MAX as *mut u8) };
    unreachable!("the host throws");
}

/// Takes back all blocks from one on, the last ones given out.
///
/// # Safety
///
/// None of them is used any more, but for reading until the next is given out.
pub(crate) unsafe fn release(block: *const u8) {
    ALLOCATOR.unused.set(block as usize);
}

// SAFETY: a block is aligned as asked, and apart from all others until those
// after it are taken back, which `release` answers for.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if self.end.get() == 0 {
            let end = core::arch::wasm32::memory_size::<0>() * PAGE;
            self.unused.set(end);
            self.end.set(end);
        }
        let start = self.unused.get().next_multiple_of(layout.align());
        if !self.extend(start, layout.size()) {
            exhausted();
        }
        start as *mut u8
    }

    #[inline(always)]
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // The last block grows where it is.
        if block as usize + layout.size() == self.unused.get() && self.extend(block as usize, size)
        {
            return block;
        }
        // SAFETY: the caller promises an alignment that fits the size.
        let layout_of_new = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // SAFETY: a new block is apart from the old one, and both have as many
        // bytes as the smaller of the two.
        unsafe {
            let new = self.alloc(layout_of_new);
            copy_nonoverlapping(block, new, layout.size().min(size));
            new
        }
    }
}

impl Allocator {
    /// Gives out all from `start` on as a block of some size, if memory is not at
    /// its end.
    fn extend(&self, start: usize, size: usize) -> bool {
        let Some(end) = start.checked_add(size) else {
            return false;
        };
        let more = end.saturating_sub(self.end.get()).div_ceil(PAGE);
        if more > 0 {
            if core::arch::wasm32::memory_grow::<0>(more) == usize::MAX {
                return false;
            }
            self.end.set(self.end.get() + more * PAGE);
        }
        self.unused.set(end);
        true
    }
}
