//! Objects out of one `git cat-file --batch` that goes on running: a name goes in, an object comes out.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::program::end;
use crate::git::id::ObjectId;

/// How long one object may take.
const LIMIT: Duration = Duration::from_mins(1);

/// An object as git hands it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Object {
    pub id: ObjectId,
    /// `blob`, `commit`, `tree` or `tag`.
    pub kind: String,
    pub size: u64,
    /// Its content; `None` where that has more bytes than were asked for.
    pub content: Option<Vec<u8>>,
}

/// The running process, and a thread that waits for its answers.
pub(super) struct Objects {
    child: Child,
    stdin: ChildStdin,
    limits: mpsc::Sender<u64>,
    answers: mpsc::Receiver<std::io::Result<Option<Object>>>,
}

impl Objects {
    /// Starts the process; the command is one of `git cat-file --batch`.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub(super) fn start(mut command: Command) -> std::io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let stdin = child.stdin.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
        let stdout = child.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
        let (limits, wanted) = mpsc::channel();
        let (sender, answers) = mpsc::channel();
        std::thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Ok(most) = wanted.recv() {
                let answer = answer(&mut stdout, most);
                let is_broken = answer.is_err();
                if sender.send(answer).is_err() || is_broken {
                    break;
                }
            }
        });
        Ok(Self { child, stdin, limits, answers })
    }

    /// The object that a name stands for, with its content if that has at most so many bytes; `None` where there is none.
    ///
    /// # Errors
    /// Where the process broke down; it cannot be asked again.
    pub(super) fn get(&mut self, name: &str, most: u64) -> Result<Option<Object>, String> {
        if name.is_empty() || name.contains(['\n', '\0']) {
            return Ok(None);
        }
        let failed = |error: std::io::Error| format!("git cat-file: {error}");
        self.stdin.write_all(format!("{name}\n").as_bytes()).and_then(|()| self.stdin.flush()).map_err(failed)?;
        self.limits.send(most).map_err(|_| "git cat-file ended")?;
        let Ok(answer) = self.answers.recv_timeout(LIMIT) else {
            end(&mut self.child);
            return Err("git cat-file timed out".into());
        };
        answer.map_err(failed)
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// Reads an answer: `<id> <kind> <size>`, the content and a line feed; or the name and why there is nothing.
fn answer(stdout: &mut BufReader<ChildStdout>, most: u64) -> std::io::Result<Option<Object>> {
    let mut header = Vec::new();
    if stdout.read_until(b'\n', &mut header)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let header = String::from_utf8_lossy(&header).trim_end().to_owned();
    let Some((id, kind, size)) = parsed(&header) else { return Ok(None) };
    let mut body = stdout.take(size + 1);
    let content = if size <= most {
        let mut content = Vec::new();
        body.read_to_end(&mut content)?;
        content.pop();
        Some(content)
    } else {
        std::io::copy(&mut body, &mut std::io::sink())?;
        None
    };
    Ok(Some(Object { id, kind, size, content }))
}

fn parsed(header: &str) -> Option<(ObjectId, String, u64)> {
    let mut words = header.split(' ');
    let (id, kind, size) = (words.next()?, words.next()?, words.next()?);
    let is_whole = words.next().is_none() && ["blob", "commit", "tree", "tag"].contains(&kind);
    if !is_whole {
        return None;
    }
    Some((ObjectId::from_hex(id)?, kind.to_owned(), size.parse().ok()?))
}
