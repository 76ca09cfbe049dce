//! JSON written, not read: as much of it as replies need.

/// JSON under way.
#[derive(Default)]
pub(crate) struct Json(pub(crate) String);

impl Json {
    /// Appends text that is JSON already.
    pub(crate) fn raw(&mut self, text: &str) -> &mut Self {
        self.0.push_str(text);
        self
    }

    /// Appends a string.
    pub(crate) fn string(&mut self, text: &str) -> &mut Self {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\0'..='\x1f' => {
                    self.0.push_str("\\u00");
                    self.0.push(if c < '\x10' { '0' } else { '1' });
                    self.0
                        .push(char::from(b"0123456789abcdef"[c as usize & 15]));
                }
                _ => self.0.push(c),
            }
        }
        self.0.push('"');
        self
    }

    /// Appends a whole number.
    pub(crate) fn number(&mut self, number: usize) -> &mut Self {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut left = number;
        loop {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        for digit in &digits[at..] {
            self.0.push(char::from(*digit));
        }
        self
    }

    /// Appends what comes before an item of an array: a comma, if it is not
    /// the first.
    pub(crate) fn item(&mut self) -> &mut Self {
        if !self.0.as_bytes().ends_with(b"[") {
            self.0.push(',');
        }
        self
    }
}
