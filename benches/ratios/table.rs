//! The tables: a row is printed as soon as it is measured.

use crate::growth::Growth;
use crate::measure::{Cost, Subject, interleaved, median};

/// A figure of a cost, and its unit.
#[derive(Clone, Copy)]
pub enum Figure {
    Wall,
    Cpu,
    Memory,
}

/// What a row is measured against.
pub enum Against {
    /// A number in the figure's own unit that it must stay below.
    Limit(f64),
    /// Something else that is measured in turns with it, or why there is nothing; and the ratio that it may reach,
    /// where there is such a target.
    Peer(Result<Subject, String>, Option<f64>),
}

impl Figure {
    fn of(self, cost: &Cost) -> f64 {
        match self {
            Self::Wall => cost.wall,
            Self::Cpu => cost.cpu,
            Self::Memory => cost.memory,
        }
    }

    fn written(self, value: f64) -> String {
        let unit = if let Self::Memory = self { "MB" } else { "ms" };
        if value < 100.0 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
    }
}

pub fn print_head() {
    println!("{:<76} {:>10} {:>10} {:>7}  target", "", "ours", "peer", "ratio");
}

/// Measures a row and prints it.
pub fn print_row(name: &str, figure: Figure, rounds: usize, ours: Subject, against: Against) {
    match row(figure, rounds, ours, against) {
        Ok(row) => println!("{name:<76} {row}"),
        Err(reason) => println!("{name:<76} not measured: {reason}"),
    }
}

fn row(figure: Figure, rounds: usize, ours: Subject, against: Against) -> Result<String, String> {
    match against {
        Against::Limit(limit) => {
            let costs = interleaved(rounds, &mut [ours])?;
            let own = median(costs[0].iter().map(|cost| figure.of(cost)));
            let target = format!("< {:<9} {}", figure.written(limit), verdict(own < limit));
            Ok(columns(&figure.written(own), "", "", &target))
        }
        Against::Peer(peer, limit) => {
            let costs = interleaved(rounds, &mut [ours, peer?])?;
            let [own, other] = [0, 1].map(|subject: usize| median(costs[subject].iter().map(|cost| figure.of(cost))));
            let ratio = median(costs[0].iter().zip(&costs[1]).map(|(own, other)| figure.of(own) / figure.of(other)));
            let target = limit.map(|limit| format!("<= {limit:<8} {}", verdict(ratio <= limit))).unwrap_or_default();
            Ok(columns(&figure.written(own), &figure.written(other), &format!("{ratio:.2}"), &target))
        }
    }
}

fn columns(ours: &str, peer: &str, ratio: &str, target: &str) -> String {
    format!("{ours:>10} {peer:>10} {ratio:>7}  {target}")
}

/// The most that the last doubling of a size may multiply the cost by: a factor of two, and what is noise.
const DOUBLING: f64 = 2.5;

pub fn print_growth_head() {
    println!("\n{:<34} {:<60} {:>7}  target", "CPU time by size", "", "factor");
}

pub fn print_growth(name: &str, growth: Result<Growth, String>) {
    match growth {
        Ok(Growth { costs, factor }) => {
            let costs: Vec<_> = costs.iter().map(|(size, cost)| format!("{size}: {cost:.0} ms")).collect();
            let factor_written = factor.map_or_else(|| "flat".to_owned(), |factor| format!("{factor:.2}"));
            let is_met = factor.is_none_or(|factor| factor <= DOUBLING);
            println!("{name:<34} {:<60} {factor_written:>7}  <= {DOUBLING}  {}", costs.join("  "), verdict(is_met));
        }
        Err(reason) => println!("{name:<34} not measured: {reason}"),
    }
}

fn verdict(is_met: bool) -> &'static str {
    if is_met { "met" } else { "missed" }
}
