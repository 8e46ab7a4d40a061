//! Languages of programs that there are no rules for, so that a review can say so. What is written for people or holds
//! data (Markdown, JSON, YAML, HTML) is not among them: rules for any text are all that it needs.

/// The endings of files' names, and the languages.
const ENDINGS: &[(&str, &str)] = &[
    (".ada", "Ada"),
    (".asm", "assembly"),
    (".bash", "shell"),
    (".bat", "batch"),
    (".clj", "Clojure"),
    (".cljs", "Clojure"),
    (".cmake", "CMake"),
    (".coffee", "CoffeeScript"),
    (".cr", "Crystal"),
    (".cu", "CUDA"),
    (".d", "D"),
    (".dart", "Dart"),
    (".elm", "Elm"),
    (".erl", "Erlang"),
    (".ex", "Elixir"),
    (".exs", "Elixir"),
    (".f90", "Fortran"),
    (".fish", "shell"),
    (".fs", "F#"),
    (".gradle", "Gradle"),
    (".groovy", "Groovy"),
    (".hs", "Haskell"),
    (".jl", "Julia"),
    (".kt", "Kotlin"),
    (".kts", "Kotlin"),
    (".lisp", "Lisp"),
    (".lua", "Lua"),
    (".m", "Objective-C"),
    (".ml", "OCaml"),
    (".mm", "Objective-C"),
    (".nim", "Nim"),
    (".nix", "Nix"),
    (".pas", "Pascal"),
    (".php", "PHP"),
    (".pl", "Perl"),
    (".pm", "Perl"),
    (".proto", "Protocol Buffers"),
    (".ps1", "PowerShell"),
    (".psm1", "PowerShell"),
    (".pyx", "Cython"),
    (".r", "R"),
    (".s", "assembly"),
    (".scala", "Scala"),
    (".sh", "shell"),
    (".sol", "Solidity"),
    (".sql", "SQL"),
    (".svelte", "Svelte"),
    (".sv", "SystemVerilog"),
    (".swift", "Swift"),
    (".tcl", "Tcl"),
    (".tf", "Terraform"),
    (".v", "Verilog"),
    (".vb", "Visual Basic"),
    (".vhd", "VHDL"),
    (".vue", "Vue"),
    (".wat", "WebAssembly"),
    (".zig", "Zig"),
    (".zsh", "shell"),
];

/// The programs that `#!` lines name, and the languages.
const INTERPRETERS: &[(&str, &str)] = &[
    ("sh", "shell"),
    ("bash", "shell"),
    ("dash", "shell"),
    ("zsh", "shell"),
    ("ksh", "shell"),
    ("perl", "Perl"),
    ("php", "PHP"),
    ("lua", "Lua"),
    ("Rscript", "R"),
];

/// The language of a file that there are no rules for.
pub(crate) fn unsupported(path: &str, text: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rfind('.').map(|dot| name[dot..].to_ascii_lowercase());
    let by_name = ending.and_then(|ending| ENDINGS.iter().find(|(own, _)| *own == ending));
    let by_line = || {
        let program = super::interpreter(text)?;
        INTERPRETERS.iter().find(|(own, _)| *own == program)
    };
    by_name.or_else(by_line).map(|(_, language)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_named_and_prose_and_data_are_not() {
        assert_eq!(unsupported("src/a.svelte", ""), Some("Svelte"));
        assert_eq!(unsupported("A.KT", ""), Some("Kotlin"));
        assert_eq!(unsupported("run", "#!/usr/bin/env bash\necho\n"), Some("shell"));
        for other in ["README.md", "a.json", "LICENSE", ".gitignore", "a.html"] {
            assert_eq!(unsupported(other, "text\n"), None, "{other}");
        }
    }
}
