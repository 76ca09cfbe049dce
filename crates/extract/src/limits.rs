//! Limits that a process sets itself before it reads files of strangers.

use std::io;

/// Lets the process have no more memory than this, in bytes; whether it had more before. Memory that
/// the allocator has reserved counts, so the process has to begin again to live by it.
///
/// # Errors
/// If the system refuses.
#[cfg(unix)]
pub fn limit_memory(bytes: u64) -> io::Result<bool> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    if getrlimit(Resource::As)
        .current
        .is_some_and(|now| now <= bytes)
    {
        return Ok(false);
    }
    let limit = Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    setrlimit(Resource::As, limit)?;
    Ok(true)
}

/// Elsewhere a process has no such limit.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn limit_memory(_bytes: u64) -> io::Result<bool> {
    Ok(false)
}
