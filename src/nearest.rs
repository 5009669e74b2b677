//! The word that was probably meant.

/// The nearest of the words, if it is near enough that a slip explains it.
pub fn nearest<'w>(
    written: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let written: Vec<char> = written.chars().take(80).collect();
    let most = match written.len() {
        0..=1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    // Of two letters one may be missing; with another letter they are another short name.
    let may_be = |word: &str| written.len() > 2 || word.chars().count() > written.len();
    let far = words.into_iter().filter(|word| may_be(word));
    let mut near: Vec<(usize, &str)> = far
        .map(|word| (distance(&written, word), word))
        .filter(|(far, _)| *far <= most)
        .collect();
    near.sort_by_key(|(far, _)| *far);
    match near.as_slice() {
        // Of several that are as near none is meant for certain; callers name what there is.
        [(one, word), (other, another), ..] if one == other && word != another => None,
        [(_, word), ..] => Some(word),
        [] => None,
    }
}

/// How many letters must be added, dropped or changed; two neighbours swapped count as one.
fn distance(written: &[char], word: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=written.len()).collect();
    let mut last = None;
    for (nth, letter) in word.chars().enumerate() {
        let mut next = vec![nth + 1];
        for (at, own) in written.iter().enumerate() {
            let of =
                |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let changed = of(&row, at) + usize::from(*own != letter);
            let mut least = changed.min(of(&row, at + 1) + 1).min(of(&next, at) + 1);
            let neighbour = at.checked_sub(1).and_then(|at| written.get(at));
            if let Some(earlier) = at.checked_sub(1)
                && last == Some(*own)
                && neighbour == Some(&letter)
            {
                least = least.min(of(&before, earlier) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row.last().copied().unwrap_or_default()
}
