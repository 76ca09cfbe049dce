//! Places in what is in order, by halves: one code for lists of anything, where
//! that of the standard library is compiled for each.

/// How many of so many things, which are in order, are before what is sought.
pub(crate) fn before(count: usize, is_before: &dyn Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from.midpoint(to);
        if is_before(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

/// Where in ascending numbers one is, if it is there.
pub(crate) fn place(numbers: &[u32], sought: u32) -> Option<usize> {
    let at = before(numbers.len(), &|at| numbers[at] < sought);
    (numbers.get(at) == Some(&sought)).then_some(at)
}
