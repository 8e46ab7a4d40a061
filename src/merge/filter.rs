//! Comments of models that help nobody: praise, a retelling of the change, the instructions or the quote said back. A
//! text test, the same for every model; what it drops is counted.

use std::sync::LazyLock;

use regex::Regex;

use crate::prompt::{Comment, INSTRUCTIONS};

/// Why a comment is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Useless {
    /// It says too little.
    Empty,
    /// It praises.
    Praise,
    /// It tells what the change does, and nothing that follows.
    Retelling,
    /// It says the prompt or the code back.
    Echo,
}

/// Fewer words say nothing.
const FEWEST_WORDS: usize = 3;

static PRAISE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?i)^\W*(?:looks? (?:good|fine|correct|ok(?:ay)?)\b|lgtm\b|(?:this|the|it)\b.{0,40}\b(?:looks?|is|are) (?:\w+ )?(?:good|great|fine|correct|clear|well[- ]written|a good|an improvement)\b|(?:good|great|nice(?:ly)?|well done|excellent|clean|thanks|thank you|approved?)\b|(?:i|we) (?:like|love|appreciate|approve)\b|(?:nothing|everything)\b.{0,30}\b(?:wrong|amiss|to (?:add|fix|say)|good|fine|correct)\b|no (?:issues?|problems?|mistakes?|errors?|bugs?)\b)";
    Regex::new(words).expect("it is valid")
});

static RETELLING: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?i)^\W*(?:(?:this|the|these|that|it)\b.{0,40}?\s)?(?:adds?|added|removes?|removed|changes?|changed|updates?|updated|renames?|renamed|introduces?|introduced|imports?|defines?|defined|replaces?|replaced|returns?|initiali[sz]es?|calls?|sets?|refactors?|refactored|moves?|moved|extracts?|extracted|simplif(?:y|ies|ied)|improves?|improved|uses?|creates?|created|increments?|declares?)\b";
    Regex::new(words).expect("it is valid")
});

/// Words of what follows from a mistake. A retelling that has one may be worth reading.
static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?i)\b(?:but|so that|instead|without|never|always|fails?|failed|failing|raises?|throws?|panics?|crash\w*|errors?|wrong(?:ly)?|incorrect\w*|invalid|missing|leaks?|leaked|los[est]s?|loses|lost|overflow\w*|underflow\w*|out of (?:range|bounds)|unchecked|unhandled|undefined|null|none|nan|zero|empty|race\w*|deadlock\w*|blocks?|twice|hangs?|slow(?:er)?|quadratic|wastes?|delet\w+ (?:all|every)|truncat\w+|collid\w+|collisions?|drops? (?:the|all|every|rows|data)|bypass\w*|den(?:y|ies|ied)|reject\w*|skips?|skipped|forgets?|forgotten|unbounded|unreachable|dead code|out of memory|negative|later|already|still|anyone|attacker\w*|untrusted|plain ?text|duplicat\w+|infinite|off[- ]by[- ]one|inject\w*|unsafe|insecure|vulnerab\w+|expos\w+|breaks?|broken|ignor\w+|silent\w*|swallow\w*|should(?:n't| not)?|must|cannot|can't|doesn't|does not|isn't|is not|no longer|even (?:if|when)|regardless|mismatch\w*|swapped|inverted|stale|corrupt\w*)\b";
    Regex::new(words).expect("it is valid")
});

/// Why a comment helps nobody; `None` where it may help.
pub fn useless(comment: &Comment) -> Option<Useless> {
    let message = comment.message.trim();
    let has_consequence = CONSEQUENCE.is_match(message);
    if message.split_whitespace().count() < FEWEST_WORDS {
        Some(Useless::Empty)
    } else if is_part(message, INSTRUCTIONS)
        || is_part(message, &comment.quote)
        || is_part(&comment.quote, message) && message.len() < comment.quote.len() + 8
    {
        Some(Useless::Echo)
    } else if PRAISE.is_match(message) && !has_consequence {
        Some(Useless::Praise)
    } else if RETELLING.is_match(message) && !has_consequence {
        Some(Useless::Retelling)
    } else {
        None
    }
}

/// Whether a text stands in another, without regard to space, case and marks.
fn is_part(part: &str, whole: &str) -> bool {
    let plain = |text: &str| {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let part = plain(part);
    !part.is_empty() && plain(whole).contains(&part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn why(message: &str) -> Option<Useless> {
        let (quote, message) = ("total = compute(rows)".to_owned(), message.to_owned());
        useless(&Comment {
            quote,
            message,
            severity: Severity::Warning,
            hunk: None,
            confidence: None,
            suggestion: None,
        })
    }

    #[test]
    fn praise_retelling_and_echoes_are_useless() {
        let cases = [
            ("Looks good to me.", Useless::Praise),
            ("LGTM, nice and short.", Useless::Praise),
            ("This is a good change that helps readers.", Useless::Praise),
            ("The code looks correct and follows the style.", Useless::Praise),
            ("No issues found in this hunk.", Useless::Praise),
            ("Great use of a comprehension here.", Useless::Praise),
            ("Nicely done, the helper reads well.", Useless::Praise),
            ("Clean and readable implementation of the parser.", Useless::Praise),
            ("I like how the loop was written.", Useless::Praise),
            ("Everything in this hunk is fine.", Useless::Praise),
            ("The naming is clear and consistent.", Useless::Praise),
            ("Thanks for tidying this up.", Useless::Praise),
            ("This line adds a call to compute.", Useless::Retelling),
            ("Added a new variable named total.", Useless::Retelling),
            ("The change updates the total from the rows.", Useless::Retelling),
            ("Renames the argument to `rows`.", Useless::Retelling),
            ("This function returns the sum of the rows.", Useless::Retelling),
            ("The variable is now defined at the top and sets the limit.", Useless::Retelling),
            ("Refactors the loop into a function.", Useless::Retelling),
            ("Moved the constant into the module.", Useless::Retelling),
            ("This uses a dictionary for the lookup.", Useless::Retelling),
            ("Extracted the parsing into its own method.", Useless::Retelling),
            ("what goes wrong and when, in one or two sentences", Useless::Echo),
            ("total = compute(rows)", Useless::Echo),
            ("Wrong.", Useless::Empty),
            ("   ", Useless::Empty),
        ];
        for (message, reason) in cases {
            assert_eq!(why(message), Some(reason), "{message}");
        }
    }

    #[test]
    fn what_names_a_mistake_or_its_consequence_is_kept() {
        for message in [
            "`compute` raises ValueError on an empty list, and nothing catches it.",
            "This adds one to the index, but the list ends there.",
            "The lock is held across the await: other tasks wait forever.",
            "Returns None when `rows` is empty; the caller subscripts it.",
            "Good input is rejected: the comparison is inverted.",
            "Swapped arguments: `width` and `height`.",
            "Uses `==` on floats, which is never true after the division.",
            "Moves the file before it is closed, which fails on Windows.",
            "Sets the timeout in seconds; the client takes milliseconds, so it hangs.",
            "This query concatenates user input: SQL injection.",
            "Creates a thread for each request, unbounded under load.",
            "Removes the check that the token has expired, so anyone gets in.",
            "Changed default truncates names above 20 characters.",
            "Calls `save` in the loop: quadratic in the number of rows.",
            "Introduces a second connection that stays open and leaks.",
            "No error is returned where the write fails.",
            "Nice idea, but the cache is never invalidated.",
            "The code looks fine until `n` is zero: it then divides by it.",
            "This returns the password in plain text.",
            "Increments the counter before the early return, so skipped rows count.",
            "Imports the module inside the loop, which is slow.",
            "The new name shadows the builtin `list`.",
            "Time zones are not considered: the report is a day off.",
            "Everything after the first line is silently dropped.",
        ] {
            assert_eq!(why(message), None, "{message}");
        }
    }
}
