//! `markdown`: the same tables as GitHub and others show them.

use std::fmt::Write as _;

use super::tables::{Table, origin, tables, unanswered};
use crate::compare::Comparison;
use crate::report::printable;

pub(super) fn text(comparison: &Comparison) -> String {
    let mut text = format!("# Models side by side\n\n{}\n", escaped(&origin(comparison)));
    for table in tables(comparison) {
        push(&mut text, &table);
    }
    let lines = unanswered(comparison);
    if !lines.is_empty() {
        text.push_str("\n## Without an answer\n\n");
    }
    for line in &lines {
        writeln!(text, "- {}", escaped(line)).expect("strings grow");
    }
    text
}

fn push(text: &mut String, table: &Table) {
    writeln!(text, "\n## {}\n\n{}.\n", table.title, table.legend).expect("strings grow");
    let row = |cells: &[String]| cells.iter().fold(String::from("|"), |row, cell| format!("{row} {} |", escaped(cell)));
    let rule = table.head.iter().enumerate().map(|(at, _)| if at == 0 { "---|" } else { "---:|" });
    writeln!(text, "{}\n|{}", row(&table.head), rule.collect::<String>()).expect("strings grow");
    table.rows.iter().for_each(|cells| writeln!(text, "{}", row(cells)).expect("strings grow"));
}

/// A text that stands for itself: paths and the words of servers are no markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in printable(text).chars() {
        if matches!(sign, '|' | '<' | '*' | '_' | '[' | '\\') {
            escaped.push('\\');
        }
        escaped.push(if sign == '\n' { ' ' } else { sign });
    }
    escaped
}
