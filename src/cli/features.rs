//! `review features`: labelled changes come in, the numbers that models are trained on go out, as two tables
//! of tab-separated values.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::CLEAN;
use super::args::FeaturesArgs;
use super::error::Failure;
use crate::bench::labelled::Record;
use crate::diff::Source;
use crate::finding::{Line, Side};
use crate::local::features::{FEATURES, LINE_FEATURES, Measures, line_vectors, measure, vectors};
use crate::syntax::SourceFile;

pub(super) fn features(args: &FeaturesArgs) -> Result<u8, Failure> {
    let create = |name: &str| {
        let path = args.output.join(name);
        File::create(&path).map(BufWriter::new).map_err(|reason| Failure::File { path, action: "written", reason })
    };
    let (mut hunks, mut lines) = (create("hunks.tsv")?, create("lines.tsv")?);
    write_header(&mut hunks, &mut lines)?;
    let mut input = reader(&args.file)?.lines();
    loop {
        let batch: Vec<String> = input.by_ref().take(256).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let rows: Vec<_> = batch.par_iter().map(|line| rows(line)).collect();
        for row in rows {
            let (hunk_rows, line_rows) = row?;
            hunks.write_all(hunk_rows.as_bytes())?;
            lines.write_all(line_rows.as_bytes())?;
        }
    }
    hunks.flush()?;
    lines.flush()?;
    Ok(CLEAN)
}

fn reader(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    let file = File::open(path).map_err(|reason| Failure::File { path: path.to_owned(), action: "read", reason })?;
    Ok(Box::new(BufReader::new(file)))
}

fn write_header(hunks: &mut impl Write, lines: &mut impl Write) -> std::io::Result<()> {
    let names = |names: &mut dyn Iterator<Item = &String>| names.fold(String::new(), |all, name| all + "\t" + name);
    let of_hunks = names(&mut FEATURES.iter().map(|feature| &feature.name));
    let of_lines = names(&mut LINE_FEATURES.iter().map(|feature| &feature.name));
    writeln!(hunks, "record\trepo\tlang\tlabel\tdate\tweight\tpath\tline\tadded\tremoved\tbuggy{of_hunks}\twords")?;
    writeln!(lines, "record\tnumber\tline\tbuggy{of_lines}")
}

fn rows(text: &str) -> Result<(String, String), Failure> {
    let record: Record = serde_json::from_str(text).map_err(std::io::Error::from)?;
    let mut measured: Vec<Measures> = Vec::new();
    let mut places = Vec::new();
    for file in &record.files {
        let Some(change) = file.change() else { continue };
        let source = match change.new.as_ref().map(|side| &side.source) {
            Some(Source::Text(text)) => SourceFile::new(file.path.clone(), text.clone()),
            _ => continue,
        };
        let own = measure(&change, &source);
        if own.is_empty() {
            continue;
        }
        for hunk in change.hunks() {
            let added: Vec<Line> = hunk.changed(Side::New).collect();
            let buggy = added.iter().filter(|line| file.buggy_lines.contains(&line.0)).count();
            places.push((file, hunk.new_start, added.len(), hunk.changed(Side::Old).count(), buggy));
        }
        measured.extend(own);
    }
    let (mut hunks, mut lines) = (String::new(), String::new());
    for (vector, (file, start, added, removed, buggy)) in vectors(&measured).iter().zip(&places) {
        let Record { id, repo, lang, label, date, .. } = &record;
        let weight = record.weight.unwrap_or(1.0);
        write!(
            hunks,
            "{id}\t{repo}\t{lang}\t{label}\t{date}\t{weight}\t{}\t{start}\t{added}\t{removed}\t{buggy}",
            file.path
        )
        .expect("strings grow");
        vector.features.iter().for_each(|value| write!(hunks, "\t{value}").expect("strings grow"));
        let words: Vec<_> = vector.words.iter().map(u32::to_string).collect();
        writeln!(hunks, "\t{}", words.join(" ")).expect("strings grow");
    }
    if record.label == "buggy" {
        for (number, (own, (file, ..))) in line_vectors(&measured).iter().zip(&places).enumerate() {
            for line in own {
                let buggy = u8::from(file.buggy_lines.contains(&line.line.0));
                write!(lines, "{}\t{number}\t{}\t{buggy}", record.id, line.line).expect("strings grow");
                line.features.iter().for_each(|value| write!(lines, "\t{value}").expect("strings grow"));
                lines.push('\n');
            }
        }
    }
    Ok((hunks, lines))
}
