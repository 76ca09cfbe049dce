//! What the crate promises, in one program, as each is linked anew.

mod answers;
mod coder;
mod damage;
mod format;
mod hostile;
mod hostile_indexes;
mod languages;
mod memory;
mod ranking;
mod replay;
mod shards;
mod tokens;
