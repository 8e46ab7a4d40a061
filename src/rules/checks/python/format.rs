//! Python's two format languages: which values a format string asks for.

/// What a `%` format asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Percent {
    /// Values in order; a `*` for a width asks for one more.
    pub count: usize,
    /// Values by name, `%(name)s`.
    pub names: Vec<String>,
}

impl Percent {
    /// Reads a format; `None` where it is none that Python would take, or mixes both ways.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut format = Self { count: 0, names: Vec::new() };
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            if letter != '%' {
                continue;
            }
            let mut named = false;
            if letters.next_if_eq(&'(').is_some() {
                let mut name = String::new();
                loop {
                    match letters.next()? {
                        ')' => break,
                        letter => name.push(letter),
                    }
                }
                format.names.push(name);
                named = true;
            }
            while let Some(flag) = letters.next_if(|letter| "#0- +.123456789*hlL".contains(*letter)) {
                format.count += usize::from(flag == '*');
            }
            match letters.next()? {
                '%' => {}
                kind if "diouxXeEfFgGcrsab".contains(kind) => format.count += usize::from(!named),
                _ => return None,
            }
        }
        (format.count == 0 || format.names.is_empty()).then_some(format)
    }
}

/// What a `str.format` format asks for.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Fields {
    /// How many values in order.
    pub count: usize,
    /// Values by name.
    pub names: Vec<String>,
}

impl Fields {
    /// Reads a format; `None` where it is none that Python would take.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut fields = Self::default();
        let mut automatic = 0;
        let mut numbered = 0;
        let mut letters = text.chars().peekable();
        let mut depth = 0;
        while let Some(letter) = letters.next() {
            match letter {
                '{' if depth == 0 && letters.next_if_eq(&'{').is_some() => {}
                '}' if depth == 0 => {
                    letters.next_if_eq(&'}')?;
                }
                '}' => depth -= 1,
                '{' => {
                    depth += 1;
                    let mut name = String::new();
                    while let Some(letter) = letters.next_if(|letter| !"{}!:.[".contains(*letter)) {
                        name.push(letter);
                    }
                    if name.is_empty() {
                        automatic += 1;
                    } else if let Ok(index) = name.parse::<usize>() {
                        numbered = numbered.max(index.checked_add(1)?);
                    } else {
                        fields.names.push(name);
                    }
                    // `[key]` may hold anything but its own end.
                    while letters.next_if(|letter| *letter == '.' || *letter == '[').is_some() {
                        while letters.next_if(|letter| !"{}!:.[".contains(*letter)).is_some() {}
                    }
                }
                _ => {}
            }
        }
        fields.count = automatic + numbered;
        (depth == 0 && (automatic == 0 || numbered == 0)).then_some(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_formats_ask_for_values_in_order_or_by_name() {
        let count = |text| Percent::read(text).map(|format| format.count);
        assert_eq!(count("%s is %5.2f%% of %*d"), Some(4));
        assert_eq!(count("100%"), None);
        assert_eq!(count("50% off"), Some(1)); // `% o` is an octal number, as Python reads it
        assert_eq!(count("%(a)s %s"), None);
        assert_eq!(Percent::read("%(a)s %(b)d").map(|format| format.names), Some(vec!["a".into(), "b".into()]));
    }

    #[test]
    fn fields_are_counted_numbered_or_named() {
        let count = |text| Fields::read(text).map(|fields| fields.count);
        assert_eq!(count("{} {{}} {:>{}}"), Some(3));
        assert_eq!(count("{0} {2} {0.name} {1[key]!r:>4}"), Some(3));
        assert_eq!(count("{} {0}"), None);
        assert_eq!(count("{"), None);
        assert_eq!(count("}"), None);
        assert_eq!(Fields::read("{a.b} {c[0]}").map(|fields| fields.names), Some(vec!["a".into(), "c".into()]));
    }
}
