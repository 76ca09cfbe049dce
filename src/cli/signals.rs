//! What the system would end the program for, and what is told instead.

/// Makes a file that grows larger than is allowed here (`ulimit -f`) an error of whoever writes it, as
/// a full disk is.
#[cfg(unix)]
pub(super) fn outgrown_files_are_errors() {
    use signal_hook::consts::SIGXFSZ;
    // A signal that is listened to ends nobody, and the write fails; the flag itself is of no use. Where
    // it cannot be listened to, all is as it was.
    let _ = signal_hook::flag::register(SIGXFSZ, std::sync::Arc::default());
}

/// Elsewhere there is no such limit.
#[cfg(not(unix))]
pub(super) fn outgrown_files_are_errors() {}
