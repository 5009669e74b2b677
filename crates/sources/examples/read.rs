//! How long it takes to read a Parquet file into batches, and nothing else.
//!
//! `cargo run --release -p passmuster-sources --example read -- FILE`

use std::error::Error;
use std::path::Path;

use passmuster_sources::ParquetReader;

#[expect(clippy::print_stdout, reason = "an example says what it found")]
fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name a Parquet file")?;
    #[expect(clippy::disallowed_methods, reason = "it measures")]
    let start = std::time::Instant::now();
    let reader = ParquetReader::open(Path::new(&file), &file)?;
    let wanted = vec![true; reader.columns().len()];
    let (mut rows, mut texts) = (0, 0);
    for group in 0..reader.row_groups() {
        for batch in reader.read(group, &wanted)? {
            let batch = batch?;
            rows += batch.rows;
            texts += batch.columns.iter().map(|column| column.texts.len()).sum::<usize>();
        }
    }
    let took = start.elapsed().as_millis();
    println!("{rows} rows of {} row groups in {took} ms", reader.row_groups());
    println!("{texts} texts were made");
    Ok(())
}
