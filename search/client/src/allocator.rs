//! The module's memory: small code before all.
//!
//! Blocks are powers of two and are kept in one list a size when freed, to be
//! handed out again; memory is never given back to the browser, which takes it
//! all when the page goes. A megabyte of index needs no better.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::ptr::null_mut;

/// Lists of free blocks by the exponent of their size, and the unused end.
struct State {
    /// First free block of each size; each block begins with the next one.
    free: [*mut u8; usize::BITS as usize],
    /// Address of memory never used so far; 0 before the first allocation.
    unused: usize,
    /// Where the module's memory ends.
    end: usize,
}

/// Smallest block: it has to hold an address, and aligns to 16.
const SMALLEST: u32 = 4;

/// A page of WebAssembly's memory.
const PAGE: usize = 1 << 16;

struct Allocator(UnsafeCell<State>);

// SAFETY: WebAssembly without threads, which is what the module is built for.
unsafe impl Sync for Allocator {}

#[global_allocator]
static ALLOCATOR: Allocator = Allocator(UnsafeCell::new(State {
    free: [null_mut(); usize::BITS as usize],
    unused: 0,
    end: 0,
}));

/// The exponent of the block for a layout.
fn exponent(layout: Layout) -> u32 {
    let size = layout.size().max(layout.align());
    size.next_power_of_two().trailing_zeros().max(SMALLEST)
}

// SAFETY: blocks are at least as large and aligned as asked (they begin at
// multiples of their size), and a block is in a free list or in use, not both.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > isize::MAX as usize / 4 {
            return null_mut();
        }
        let exponent = exponent(layout);
        // SAFETY: one thread, and nothing called below allocates.
        let state = unsafe { &mut *self.0.get() };
        let free = &mut state.free[exponent as usize];
        if !free.is_null() {
            let block = *free;
            // SAFETY: a free block begins with the address of the next.
            *free = unsafe { block.cast::<*mut u8>().read() };
            return block;
        }
        state.extend(1 << exponent)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `alloc`; the block is ours again and can hold an address.
        unsafe {
            let state = &mut *self.0.get();
            let free = &mut state.free[exponent(layout) as usize];
            block.cast::<*mut u8>().write(*free);
            *free = block;
        }
    }
}

impl State {
    /// A block of memory never used, at a multiple of its size.
    fn extend(&mut self, size: usize) -> *mut u8 {
        if self.unused == 0 {
            self.end = core::arch::wasm32::memory_size::<0>() * PAGE;
            self.unused = self.end;
        }
        // Large blocks need not be aligned to more than a page.
        let align = size.min(PAGE);
        let start = self.unused.next_multiple_of(align);
        let Some(end) = start.checked_add(size) else {
            return null_mut();
        };
        if end > self.end {
            let pages = (end - self.end).div_ceil(PAGE);
            if core::arch::wasm32::memory_grow::<0>(pages) == usize::MAX {
                return null_mut();
            }
            self.end += pages * PAGE;
        }
        self.unused = end;
        start as *mut u8
    }
}
