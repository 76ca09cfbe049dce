//! How much an index may hold.

/// Most documents an index can hold.
pub const MAX_DOCUMENTS: u32 = 1 << 24;

/// Most bytes that a slice may inflate to: what an inflater should stop at.
pub const MAX_PAYLOAD: usize = 1 << 26;
