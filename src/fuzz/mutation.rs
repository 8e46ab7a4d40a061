//! Inputs made from seeds: bytes and lines of them changed, moved, repeated, and put together with parts of others.

/// Numbers that look random and are the same each time (`SplitMix64`).
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a count; 0 where that is 0.
    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() >> 32).expect("it has 32 bits") % count.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[7]
    }
}

/// What is put into inputs of any kind: signs with a meaning somewhere, numbers at the edges, odd characters.
const ODD: [&str; 36] = [
    "\0",
    "\r\n",
    "\n\n",
    "\r",
    "\t",
    "\u{feff}",
    "\u{202e}",
    "\u{fffd}",
    "é",
    "名",
    "🦀",
    "e\u{301}",
    "\u{2028}",
    "\"",
    "\\",
    "'''",
    "{{",
    "}}",
    "[[",
    "]]",
    "((",
    "))",
    "0",
    "-1",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e400",
    "-0.0",
    "null",
    "true",
    "@@",
    "---",
    "+++",
    "#",
    "//",
];

/// An input is at most so long, in bytes.
const LONGEST: usize = 4096;

/// Makes inputs of seeds.
pub(super) struct Mutator<'s> {
    seeds: &'s [Vec<u8>],
}

impl<'s> Mutator<'s> {
    pub fn new(seeds: &'s [Vec<u8>]) -> Self {
        Self { seeds }
    }

    /// An input; bytes at random where there are no seeds.
    pub fn input(&self, random: &mut Random) -> Vec<u8> {
        if self.seeds.is_empty() {
            let length = random.below(200);
            return (0..length).map(|_| random.byte()).collect();
        }
        let mut input = self.seed(random).to_vec();
        // Mostly few changes: what is wrong in many places is refused at the first.
        let changes = 1 + random.below(3) * random.below(4);
        for _ in 0..changes {
            self.change(&mut input, random);
            input.truncate(LONGEST);
        }
        input
    }

    fn seed(&self, random: &mut Random) -> &'s [u8] {
        &self.seeds[random.below(self.seeds.len())]
    }

    fn change(&self, input: &mut Vec<u8>, random: &mut Random) {
        let at = random.below(input.len() + 1);
        match random.below(11) {
            0 if at < input.len() => input[at] = random.byte(),
            1 if at < input.len() => input[at] ^= 1 << random.below(8),
            2 => insert(input, at, ODD[random.below(ODD.len())].as_bytes()),
            3 => drop(input.drain(at..(at + 1 + random.below(12)).min(input.len()))),
            4 => {
                let part = part(input, random).to_vec();
                insert(input, at, &part);
            }
            5 => {
                let part = part(self.seed(random), random).to_vec();
                insert(input, at, &part);
            }
            6 => change_lines(input, random, |lines, random| {
                let line = lines[random.below(lines.len())].clone();
                let to = random.below(lines.len() + 1);
                lines.insert(to, line);
            }),
            7 => change_lines(input, random, |lines, random| drop(lines.remove(random.below(lines.len())))),
            8 => change_lines(input, random, |lines, random| {
                let one = random.below(lines.len());
                let other = random.below(lines.len());
                lines.swap(one, other);
            }),
            9 => {
                // Many times the same: what takes the square of its length shows.
                let part = part(input, random).to_vec();
                let times = 1 << random.below(9);
                insert(input, at, &part.repeat(times.min(LONGEST / part.len().max(1))));
            }
            _ => change_number(input, random),
        }
    }
}

fn insert(input: &mut Vec<u8>, at: usize, part: &[u8]) {
    input.splice(at..at, part.iter().copied());
}

/// Some bytes in a row.
fn part<'i>(input: &'i [u8], random: &mut Random) -> &'i [u8] {
    let start = random.below(input.len() + 1);
    let end = (start + random.below(40)).min(input.len());
    &input[start..end]
}

/// Changes an input as lines, of which there is at least one.
fn change_lines(input: &mut Vec<u8>, random: &mut Random, change: impl Fn(&mut Vec<Vec<u8>>, &mut Random)) {
    let mut lines: Vec<Vec<u8>> = input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    change(&mut lines, random);
    *input = lines.concat();
}

/// Changes a number of the input, if there is one.
fn change_number(input: &mut Vec<u8>, random: &mut Random) {
    let from = random.below(input.len());
    let Some(start) = input[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) else { return };
    let length = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = match random.below(4) {
        0 => "0".to_owned(),
        1 => random.below(20).to_string(),
        2 => u32::MAX.to_string(),
        _ => random.next().to_string(),
    };
    input.splice(start..start + length, number.into_bytes());
}
