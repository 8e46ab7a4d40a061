//! What an ONNX file says of itself that a session does not tell: which files its weights lie in, and which caches
//! an operator extends in place. Read from the file's own structure; weights are skipped, so that it takes no time.
//!
//! The format is protocol buffers (`onnx.proto3` of the ONNX project): fields with a number and a wire type.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use super::error::DecoderError;

/// The operator that can write new keys and values into the buffer that holds the past ones.
const IN_PLACE: &str = "GroupQueryAttention";

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Onnx {
    /// The files that hold weights, beside the model's, as it names them.
    pub weights: BTreeSet<String>,
    /// The outputs that may be written over the input of the same operator: past name and present name.
    pub in_place: BTreeSet<(String, String)>,
}

impl Onnx {
    /// Reads a file, and sees that the files that it names are there.
    ///
    /// # Errors
    /// A file that cannot be read, is cut short, or lacks the weights that it names.
    pub fn read(path: &Path) -> Result<Self, DecoderError> {
        let unreadable = |reason| DecoderError::Unreadable { path: path.to_owned(), reason };
        let file = File::open(path).map_err(unreadable)?;
        let length = file.metadata().map_err(unreadable)?.len();
        let mut onnx = Self::default();
        let damaged = |reason: &str| DecoderError::Damaged { path: path.to_owned(), reason: reason.to_owned() };
        let mut reader = Reader { file: BufReader::new(file), at: 0, end: length };
        onnx.model(&mut reader).map_err(|error| damaged(error.0))?;
        for weights in onnx.files(path) {
            if !weights.is_file() {
                return Err(DecoderError::MissingWeights { model: path.to_owned(), weights });
            }
        }
        Ok(onnx)
    }

    /// The files with weights, beside the model.
    pub fn files(&self, model: &Path) -> Vec<PathBuf> {
        let folder = model.parent().unwrap_or(Path::new(""));
        self.weights.iter().map(|name| folder.join(name)).collect()
    }

    fn model<R: Read + Seek>(&mut self, reader: &mut Reader<R>) -> Result<(), Broken> {
        const GRAPH: u64 = 7;
        let mut found = false;
        reader.fields(|reader, number| match number {
            GRAPH => {
                found = true;
                self.graph(reader)
            }
            _ => Ok(()),
        })?;
        if found { Ok(()) } else { Err(Broken("it has no graph")) }
    }

    fn graph<R: Read + Seek>(&mut self, reader: &mut Reader<R>) -> Result<(), Broken> {
        const NODE: u64 = 1;
        const INITIALIZER: u64 = 5;
        reader.fields(|reader, number| match number {
            NODE => self.node(reader),
            INITIALIZER => self.initializer(reader),
            _ => Ok(()),
        })
    }

    fn node<R: Read + Seek>(&mut self, reader: &mut Reader<R>) -> Result<(), Broken> {
        const INPUT: u64 = 1;
        const OUTPUT: u64 = 2;
        const OPERATOR: u64 = 4;
        let (mut inputs, mut outputs, mut operator) = (Vec::new(), Vec::new(), String::new());
        reader.fields(|reader, number| {
            match number {
                INPUT => inputs.push(reader.text()?),
                OUTPUT => outputs.push(reader.text()?),
                OPERATOR => operator = reader.text()?,
                _ => {}
            }
            Ok(())
        })?;
        // Of the operator's inputs, the past key and value come after query, key and value; of its outputs, the
        // present ones after what it computes.
        if operator == IN_PLACE {
            self.in_place.extend(inputs.into_iter().skip(3).take(2).zip(outputs.into_iter().skip(1).take(2)));
        }
        Ok(())
    }

    fn initializer<R: Read + Seek>(&mut self, reader: &mut Reader<R>) -> Result<(), Broken> {
        const EXTERNAL_DATA: u64 = 13;
        reader.fields(|reader, number| match number {
            EXTERNAL_DATA => self.external(reader),
            _ => Ok(()),
        })
    }

    fn external<R: Read + Seek>(&mut self, reader: &mut Reader<R>) -> Result<(), Broken> {
        const KEY: u64 = 1;
        const VALUE: u64 = 2;
        let (mut key, mut value) = (String::new(), String::new());
        reader.fields(|reader, number| {
            match number {
                KEY => key = reader.text()?,
                VALUE => value = reader.text()?,
                _ => {}
            }
            Ok(())
        })?;
        if key == "location" {
            self.weights.insert(value);
        }
        Ok(())
    }
}

/// Why a file is not in the format.
struct Broken(&'static str);

/// A message in a file: from where the reader stands to its end.
struct Reader<R> {
    file: BufReader<R>,
    at: u64,
    end: u64,
}

impl<R: Read + Seek> Reader<R> {
    /// Goes through the fields of the message. What a field holds is the reader's message in the meantime; what is
    /// not read of it is skipped.
    fn fields(&mut self, mut each: impl FnMut(&mut Self, u64) -> Result<(), Broken>) -> Result<(), Broken> {
        const CUT: Broken = Broken("it ends in the middle");
        let end = self.end;
        while self.at < end {
            let key = self.number()?;
            let length = match key & 7 {
                0 => self.number().map(|_| 0)?,
                1 => 8,
                2 => self.number()?,
                5 => 4,
                _ => return Err(Broken("it is not in the format of ONNX")),
            };
            let after = self.at.checked_add(length).filter(|after| *after <= end).ok_or(CUT)?;
            if key & 7 == 2 {
                self.end = after;
                each(self, key >> 3)?;
            }
            self.skip_to(after)?;
            self.end = end;
        }
        Ok(())
    }

    fn skip_to(&mut self, place: u64) -> Result<(), Broken> {
        let by = i64::try_from(place - self.at).map_err(|_| Broken("it is too large"))?;
        self.file.seek_relative(by).map_err(|_| Broken("it cannot be read to its end"))?;
        self.at = place;
        Ok(())
    }

    /// A number of variable length, seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<u64, Broken> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let mut byte = [0];
            self.file.read_exact(&mut byte).map_err(|_| Broken("it ends in the middle"))?;
            self.at += 1;
            number |= u64::from(byte[0] & 0x7f) << shift;
            if byte[0] < 0x80 {
                return Ok(number);
            }
        }
        Err(Broken("it is not in the format of ONNX"))
    }

    /// The text that the field holds.
    fn text(&mut self) -> Result<String, Broken> {
        const LONGEST: u64 = 1 << 16;
        let length = self.end - self.at;
        if length > LONGEST {
            return Err(Broken("it is not in the format of ONNX"));
        }
        let mut bytes = Vec::new();
        (&mut self.file).take(length).read_to_end(&mut bytes).map_err(|_| Broken("it ends in the middle"))?;
        self.at += bytes.len() as u64;
        String::from_utf8(bytes).map_err(|_| Broken("it is not in the format of ONNX"))
    }
}
