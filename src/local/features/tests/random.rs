//! Edits at random, of code and of what is none.

use std::fmt::Write as _;

use super::*;

/// splitmix64 (Steele, Lea, Flood 2014), so that the edits are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    /// A text with a few of its lines gone, doubled, or with something put into them.
    fn edited(&mut self, text: &str) -> String {
        const PIECES: [&str; 14] = [
            "if x:", "\u{fffd}", "\"\"\"", "'", "(", "}", "\r", "\t", "#", "//", "größe", "\u{2028}", "for y in", "\\",
        ];
        let mut edited = String::new();
        for line in text.split_inclusive('\n') {
            let piece = PIECES[self.below(PIECES.len())];
            match self.below(12) {
                0 => {}
                1 => write!(edited, "{line}{line}").unwrap(),
                2 => write!(edited, "{piece}{line}").unwrap(),
                3 => write!(edited, "{}{piece}\n\n", line.trim_end()).unwrap(),
                _ => edited.push_str(line),
            }
        }
        edited
    }
}

#[test]
fn no_edit_gives_a_value_that_is_not_a_number() {
    let garbage = "\u{fffd}\u{fffd} def\t(((\n'''\u{0}\u{fffd}\n\r\r\n}}} fn 0x\u{fffd}\n#\n\u{feff}//\n\n";
    let bases = [TOTAL_WITH_A_BRANCH.repeat(3), FIRST_IN_RUST_WITH_A_BRANCH.repeat(3), garbage.repeat(4)];
    let mut numbers = Numbers(7);
    let mut hunks = 0;
    for round in 0..150 {
        let texts: Vec<_> = bases.iter().map(|base| (numbers.edited(base), numbers.edited(base))).collect();
        let paths = ["a.py", "src/a.rs", ["b.py", "tests/b.rs"][round % 2]];
        let edits: Vec<Edit<'_>> = paths
            .iter()
            .zip(&texts)
            .map(|(path, (before, after))| (*path, (round % 5 > 0).then_some(&**before), &**after))
            .collect();
        let seen = Seen::of(&edits);
        assert_all_in_range(&seen);
        let added: f32 = (0..seen.hunks.len()).map(|hunk| seen.value(hunk, "share")).sum();
        assert!((added - 1.0).abs() < 1e-3, "the shares of round {round} sum to {added}");
        hunks += seen.hunks.len();
    }
    assert!(hunks > 450);
}
