//! The program `review`: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    hybrid_review::cli::main()
}
