//! `full`: tables for a terminal, the columns as wide as what stands in them.

use std::fmt::Write as _;

use super::tables::{Table, origin, tables, unanswered};
use crate::compare::Comparison;
use crate::report::printable;

pub(super) fn text(comparison: &Comparison) -> String {
    let mut text = format!("{}\n", printable(&origin(comparison)));
    for table in tables(comparison) {
        push(&mut text, &table);
    }
    let lines = unanswered(comparison);
    if !lines.is_empty() {
        text.push('\n');
    }
    for line in &lines {
        writeln!(text, "{}", printable(line)).expect("strings grow");
    }
    text
}

fn push(text: &mut String, table: &Table) {
    writeln!(text, "\n{}: {}", table.title, table.legend).expect("strings grow");
    let lines: Vec<Vec<String>> = [&table.head].into_iter().chain(&table.rows).map(|row| cells(row)).collect();
    let widths: Vec<usize> = (0..table.head.len()).map(|at| widest(&lines, at)).collect();
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate();
        let line = cells.fold(String::new(), |line, (at, (cell, &width))| match at {
            0 => format!("{cell:<width$}"),
            _ => format!("{line}  {cell:>width$}"),
        });
        writeln!(text, "  {}", line.trim_end()).expect("strings grow");
    }
}

fn cells(row: &[String]) -> Vec<String> {
    row.iter().map(|cell| printable(cell).into_owned()).collect()
}

fn widest(lines: &[Vec<String>], column: usize) -> usize {
    lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0)
}
