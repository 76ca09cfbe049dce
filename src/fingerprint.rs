//! What stands for a value or a file, to tell without keeping it whether it has changed: xxHash.

mod digest;
mod value;

pub use digest::{Digest, Digester};
pub use value::{Fingerprint, of};
