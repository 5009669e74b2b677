//! A file counted piece by piece: it never stands in memory as a whole.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use passmuster::stream::{Sieve, Stream, Strip};
use passmuster::workers::{Workers, each};
use passmuster_sources::{ParquetReader, Refused};

use crate::progress::Progress;

/// How many bytes are read at a time.
const PIECE: usize = 1 << 18;
/// How many bytes are counted before it is asked which rows need not be remembered.
const FEW: usize = 1 << 15;
/// And how many rows of a batch.
const FEW_ROWS: usize = 1 << 10;
/// How much is read to find the end of a line.
const LONGEST: usize = 1 << 20;
/// How long the line may be that names the columns.
const HEADER_MOST: usize = 1 << 16;

/// The line that names the columns, with its end; `None` if there is none so short.
pub(crate) fn header(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut start = vec![0; HEADER_MOST];
    let length = read_at(&mut File::open(path)?, &mut start, 0)?;
    start.truncate(length);
    let end = start.iter().position(|byte| *byte == b'\n');
    Ok(end.map(|end| start.get(..=end).unwrap_or_default().to_vec()))
}

/// Counts the rows of a text behind its header: a strip for each worker. `None` if its rows
/// must be kept.
pub(crate) fn lines(
    stream: &Stream,
    table: &str,
    (path, header): (&Path, usize),
    workers: &dyn Workers,
) -> io::Result<Option<Vec<Strip>>> {
    let size = std::fs::metadata(path)?.len();
    let begin = || Progress::of_bytes(path, size);
    strips(stream, table, (workers, &begin), &|strip, turn| {
        let flow = Flow { turn, path, size, header: header as u64 };
        let has_lines = flow.each(&mut |lines| {
            // Most kinds of rows stand among the first.
            let few = match strip.rows() {
                0 => end_of_line(lines, FEW).unwrap_or(lines.len()),
                _ => 0,
            };
            let (first, others) = lines.split_at_checked(few).unwrap_or((lines, &[]));
            for lines in [first, others] {
                strip.take(lines);
                learn(stream, strip);
            }
            if strip.is_stopped() {
                turn.end();
            }
        })?;
        if !has_lines {
            // What is no text stops a strip.
            strip.take(b"\0");
            turn.end();
        }
        Ok(())
    })
}

/// Finds rows of a text by its sieve, once more.
pub(crate) fn sift_lines(
    sieve: &Sieve,
    (path, header): (&Path, usize),
    workers: &dyn Workers,
) -> io::Result<Vec<Sieve>> {
    let size = std::fs::metadata(path)?.len();
    let turn = Turn { progress: Progress::of_bytes(path, size), ..Turn::default() };
    let flow = Flow { turn: &turn, path, size, header: header as u64 };
    let sieves = each(workers, workers.number().max(1), |_| {
        let mut sieve = sieve.clone();
        flow.each(&mut |lines| sieve.take(lines)).map(|_| sieve)
    });
    sieves.into_iter().collect()
}

/// Finds rows of a Parquet file, as [`sift_lines`] does.
pub(crate) fn sift_batches(
    sieve: &Sieve,
    (reader, wanted): (&ParquetReader, &[bool]),
    workers: &dyn Workers,
) -> Result<Vec<Sieve>, Refused> {
    let progress = Progress::of_pieces("rows of which the report tells", reader.rows());
    let turn = Turn { progress, ..Turn::default() };
    let sieves = each(workers, workers.number().max(1), |_| {
        let mut sieve = sieve.clone();
        while let Some(group) = turn.next()
            && group < reader.row_groups() as u64
        {
            let group = usize::try_from(group).unwrap_or(usize::MAX);
            for batch in reader.read(group, wanted)? {
                let batch = batch?;
                sieve.take_batch(&batch, 0..batch.rows);
                turn.progress.add(batch.rows as u64);
            }
        }
        Ok(sieve)
    });
    sieves.into_iter().collect()
}

/// Counts the rows of a Parquet file, row group by row group, as [`lines`] does.
pub(crate) fn batches(
    stream: &Stream,
    table: &str,
    (reader, wanted): (&ParquetReader, &[bool]),
    workers: &dyn Workers,
) -> Result<Option<Vec<Strip>>, Refused> {
    let begin = || Progress::of_pieces(&format!("rows of `{table}`"), reader.rows());
    strips(stream, table, (workers, &begin), &|strip, turn| {
        while let Some(group) = turn.next()
            && group < reader.row_groups() as u64
        {
            let group = usize::try_from(group).unwrap_or(usize::MAX);
            for batch in reader.read(group, wanted)? {
                let batch = batch?;
                let few = if strip.rows() == 0 { FEW_ROWS.min(batch.rows) } else { 0 };
                for rows in [0..few, few..batch.rows] {
                    strip.take_batch(&batch, rows);
                    learn(stream, strip);
                }
                turn.progress.add(batch.rows as u64);
                if strip.is_stopped() {
                    turn.end();
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

/// Has every worker count pieces of a file in turn; once more if its ids have no order.
fn strips<E: Send>(
    stream: &Stream,
    table: &str,
    (workers, begin): (&dyn Workers, &dyn Fn() -> Progress),
    count: &(dyn Fn(&mut Strip, &Turn) -> Result<(), E> + Sync),
) -> Result<Option<Vec<Strip>>, E> {
    let Some(empty) = stream.strip(table) else { return Ok(None) };
    let all = |empty: Strip| {
        let turn = Turn { progress: begin(), ..Turn::default() };
        let strips = each(workers, workers.number().max(1), |_| {
            let mut strip = empty.clone();
            count(&mut strip, &turn).map(|()| strip)
        });
        strips.into_iter().collect::<Result<Vec<Strip>, E>>()
    };
    let mut strips = all(empty.clone())?;
    if strips.iter().any(Strip::is_unordered) {
        strips = all(empty.in_any_order())?;
    }
    Ok((!strips.iter().any(Strip::is_stopped)).then_some(strips))
}

fn learn(stream: &Stream, strip: &mut Strip) {
    if strip.has_new_kinds() {
        stream.learn(strip);
    }
}

/// Whose turn it is.
#[derive(Debug, Default)]
struct Turn {
    next: AtomicU64,
    /// Whether some worker met a row that must be kept.
    ended: AtomicBool,
    progress: Progress,
}

impl Turn {
    /// The next piece, if another is of use.
    fn next(&self) -> Option<u64> {
        let is_over = self.ended.load(Ordering::Relaxed);
        (!is_over).then(|| self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// A text on its way through several workers.
struct Flow<'a> {
    turn: &'a Turn,
    path: &'a Path,
    size: u64,
    /// Where its rows begin.
    header: u64,
}

impl Flow<'_> {
    /// Gives the lines of piece after piece, until there is none; tells whether all are short
    /// enough to be some.
    fn each(&self, take: &mut dyn FnMut(&[u8])) -> io::Result<bool> {
        let mut buffer = Vec::new();
        let mut file = File::open(self.path)?;
        while let Some(nth) = self.turn.next() {
            let from = self.header + nth * PIECE as u64;
            if from >= self.size {
                break;
            }
            let Some(lines) = self.lines(&mut file, &mut buffer, from)? else {
                return Ok(false);
            };
            take(lines);
            self.turn.progress.add(lines.len() as u64);
        }
        Ok(true)
    }

    /// The lines that begin in the piece from there on; `None` if one is too long.
    fn lines<'b>(
        &self,
        file: &mut File,
        buffer: &'b mut Vec<u8>,
        from: u64,
    ) -> io::Result<Option<&'b [u8]>> {
        // The byte before tells whether a line begins with the piece.
        let before = usize::from(from > self.header);
        let mut wanted = before + PIECE;
        loop {
            buffer.resize(wanted + SPARE, 0);
            let length = read_at(file, buffer, from - before as u64)?;
            let whole = before + PIECE;
            let is_all = length < buffer.len();
            let read = buffer.get(..length).unwrap_or_default();
            let start = match before {
                0 => Some(0),
                _ => end_of_line(read, 0),
            };
            // The last line is the one that begins before the piece ends.
            let end = match length.min(whole) {
                last if last == length && is_all => Some(length),
                last => end_of_line(read, last - 1),
            };
            match (start, end) {
                (Some(start), Some(end)) if start < whole => {
                    return Ok(buffer.get(start..end));
                }
                (Some(_), Some(_)) => return Ok(Some(&[])),
                (None, _) if is_all => return Ok(Some(&[])),
                (_, None) if is_all => {
                    let start = start.unwrap_or(length);
                    return Ok(buffer.get(start..length));
                }
                _ if wanted > LONGEST => return Ok(None),
                _ => wanted += PIECE,
            }
        }
    }
}

/// How much is read behind a piece for the rest of its last line.
const SPARE: usize = 1 << 12;

/// Where the line ends that goes on there.
fn end_of_line(text: &[u8], at: usize) -> Option<usize> {
    let mut rest = text.get(at..)?.iter();
    rest.position(|byte| *byte == b'\n').map(|end| at + end + 1)
}

/// Fills a buffer as far as the file goes.
fn read_at(file: &mut File, buffer: &mut [u8], from: u64) -> io::Result<usize> {
    file.seek(SeekFrom::Start(from))?;
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
