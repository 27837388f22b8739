//! Time and memory of this process, as Linux tells them.

/// Seconds of processor time spent so far, on all threads; 0 where it can't be known.
pub(crate) fn processor_seconds() -> f64 {
    /// Of a second, as `/proc` counts on every Linux.
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS
}

/// Seconds of processor time that this thread spent so far, to the nanosecond; 0 where it can't be known.
pub(crate) fn thread_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|spent| spent.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

/// The most bytes of memory that were held at once; 0 where it can't be known.
pub(crate) fn most_memory() -> f64 {
    status("VmHWM:")
}

/// The bytes of memory that are held now.
pub(crate) fn memory() -> f64 {
    status("VmRSS:")
}

fn status(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<f64>().ok()).unwrap_or(0.0) * 1024.0
}
