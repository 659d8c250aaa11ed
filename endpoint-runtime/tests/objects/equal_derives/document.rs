//! Random documents for a JSON Schema: most of them almost as it wants them, with mistakes of every kind.

use serde_json::Value;

use super::{
    samples::{BROKEN_STRINGS, NUMBERS, UNKNOWN},
    shapes::ALIASES,
};

/// Writes a document for a schema. Every decision takes a byte of `entropy`; without more bytes, it is the simplest one.
pub(crate) fn write(schema: &Value, entropy: &[u8]) -> Vec<u8> {
    let mut writer = Writer { root: schema, entropy, depth: 0, out: Vec::new() };
    match writer.up_to(32) {
        31 => return writer.entropy.to_vec(),
        30 => {
            let levels = [20, 100, 127, 128, 129, 300][writer.up_to(6)];
            let (open, close) = [(&b"["[..], &b"]"[..]), (b"{\"a\":", b"}"), (b"{\"parent\":", b"}")][writer.up_to(3)];
            writer.out = [open.repeat(levels), b"1".to_vec(), close.repeat(levels)].concat();
        }
        _ => writer.value(schema),
    }
    writer.damage();
    writer.out
}

struct Writer<'a> {
    root: &'a Value,
    entropy: &'a [u8],
    depth: usize,
    out: Vec<u8>,
}

impl<'a> Writer<'a> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.entropy.split_first() else { return 0 };
        self.entropy = rest;
        *first
    }

    fn up_to(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.up_to(number) == number - 1
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn pick(&mut self, texts: &[&str]) {
        let text = texts[self.up_to(texts.len())];
        self.text(text);
    }

    fn blank(&mut self) {
        if self.one_in(24) {
            self.pick(&[" ", "\n", "\t\r\n  "]);
        }
    }

    /// Writes a value of the schema, or another one.
    fn value(&mut self, schema: &'a Value) {
        self.blank();
        match self.up_to(40) {
            39 => self.any(),
            38 | 37 => self.text("null"),
            _ => self.of_schema(schema),
        }
        self.blank();
    }

    fn of_schema(&mut self, schema: &'a Value) {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return self.of_schema(target.unwrap_or_else(|| panic!("{reference}")));
        }
        if let Some(alternatives) = ["anyOf", "oneOf"].iter().find_map(|key| schema[key].as_array()) {
            // A nullable type is null beneath some depth.
            let index = self.up_to(alternatives.len());
            let index = if self.depth > 6 { alternatives.len() - 1 } else { index };
            return self.of_schema(&alternatives[index]);
        }
        if let Some(value) = schema.get("const") {
            return self.scalar(value);
        }
        if let Some(values) = schema["enum"].as_array() {
            let value = &values[self.up_to(values.len())];
            return self.scalar(value);
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[self.up_to(kinds.len())].as_str(),
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => self.object(schema),
            Some("array") => self.list(schema),
            Some("string") => self.string(),
            Some("integer") => self.integer(schema),
            Some("number") => self.number(),
            Some("boolean") => self.pick(&["true", "false"]),
            Some("null") => self.text("null"),
            _ => self.any(),
        }
    }

    fn scalar(&mut self, value: &Value) {
        match value.as_str() {
            Some(text) => self.quoted(text),
            None => self.text(&value.to_string()),
        }
    }

    fn object(&mut self, schema: &'a Value) {
        self.depth += 1;
        let mut members: Vec<(&str, Option<&Value>)> = Vec::new();
        for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
            // Some members are missing, and some come twice.
            let times = if self.depth > 8 { 0 } else { [1, 1, 1, 1, 1, 1, 1, 0, 0][self.up_to(9)] };
            let times = if self.one_in(100) { times + 1 } else { times };
            members.extend(std::iter::repeat_n((name.as_str(), Some(schema)), times));
        }
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let count = if self.one_in(3) { self.up_to(4) } else { 0 };
        let names = if schema["patternProperties"].is_object() { NUMBERS } else { UNKNOWN };
        let others = others.or_else(|| schema["patternProperties"].as_object()?.values().next());
        for _ in 0..count {
            let at = self.up_to(members.len() + 1);
            members.insert(at, (names[self.up_to(names.len())], others));
        }
        if self.one_in(3) {
            let middle = self.up_to(members.len() + 1);
            members.rotate_left(middle);
        }
        if self.one_in(4) && members.len() > 1 {
            let (one, other) = (self.up_to(members.len()), self.up_to(members.len()));
            members.swap(one, other);
        }
        self.text("{");
        for (index, (name, schema)) in members.into_iter().enumerate() {
            if index > 0 {
                self.text(",");
            }
            self.blank();
            let aliases: Vec<&str> =
                ALIASES.iter().filter(|(known, _)| *known == name).map(|(_, alias)| *alias).collect();
            let name = match aliases.len() {
                0 => name,
                count => *aliases.get(self.up_to(count + 2)).unwrap_or(&name),
            };
            self.quoted(name);
            self.blank();
            self.text(":");
            match schema {
                Some(schema) => self.value(schema),
                None => self.any(),
            }
        }
        self.text("}");
        self.depth -= 1;
    }

    fn list(&mut self, schema: &'a Value) {
        self.depth += 1;
        self.text("[");
        if let Some(items) = schema["prefixItems"].as_array() {
            let length = if self.one_in(10) { self.up_to(4) } else { items.len() };
            for index in 0..length {
                self.comma(index);
                self.value(&items[index % items.len()]);
            }
        } else if self.depth <= 8 {
            for index in 0..[0, 1, 1, 2, 3][self.up_to(5)] {
                self.comma(index);
                self.value(&schema["items"]);
            }
        }
        self.text("]");
        self.depth -= 1;
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text(",");
        }
    }

    fn string(&mut self) {
        match self.up_to(12) {
            11 => self.pick(BROKEN_STRINGS),
            10 => self.pick(&[r#""\u0061\u00e9\ud83e\udd80""#, r#""\"\\\/\b\f\n\r\t""#, "\"\u{7f}\u{2028}\""]),
            9 => self.pick(&["\"active\"", "\"\\u0061ctive\"", "\"GONE\"", "\"gone\"", "\"DOWN\""]),
            _ => {
                let text = ["", "a", "é🦀", "a text", "null", "{}"][self.up_to(6)];
                self.quoted(text);
            }
        }
    }

    /// Writes a text, sometimes with escapes that JSON does not need.
    fn quoted(&mut self, text: &str) {
        let escapes = self.one_in(12);
        self.text("\"");
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.text(&format!("\\{letter}")),
                letter if escapes && self.one_in(2) || letter < ' ' => {
                    for unit in letter.encode_utf16(&mut [0; 2]) {
                        self.text(&format!("\\u{unit:04x}"));
                    }
                }
                letter => self.text(letter.encode_utf8(&mut [0; 4])),
            }
        }
        self.text("\"");
    }

    fn integer(&mut self, schema: &Value) {
        if self.one_in(4) {
            return self.number();
        }
        let (least, most) = match schema["format"].as_str() {
            Some("uint8") => (0, u8::MAX.into()),
            Some("int8") => (i8::MIN.into(), i8::MAX.into()),
            Some("uint16") => (0, u16::MAX.into()),
            Some("int32") => (i32::MIN.into(), i32::MAX.into()),
            Some("uint32") => (0, u32::MAX.into()),
            Some("int64") => (i64::MIN.into(), i64::MAX.into()),
            Some("uint64") => (0, u64::MAX.into()),
            _ => (i128::MIN + 1, i128::MAX - 1),
        };
        let number = match self.up_to(16) {
            15 => [least - 1, most + 1][self.up_to(2)],
            14 => [least, most, 0, -1][self.up_to(4)],
            number => i128::try_from(number).unwrap_or(0),
        };
        self.text(&number.to_string());
    }

    fn number(&mut self) {
        self.pick(NUMBERS);
    }

    /// Writes any value.
    fn any(&mut self) {
        self.depth += 1;
        match self.up_to(16) {
            0..3 => self.text("null"),
            3..5 => self.pick(&["true", "false"]),
            5..7 => self.number(),
            7..9 => self.string(),
            9..11 if self.depth < 12 => {
                self.text("[");
                for index in 0..self.up_to(4) {
                    self.comma(index);
                    self.any();
                }
                self.text("]");
            }
            11..15 if self.depth < 12 => {
                self.text("{");
                for index in 0..self.up_to(4) {
                    self.comma(index);
                    let name = UNKNOWN[self.up_to(UNKNOWN.len())];
                    self.quoted(name);
                    self.text(":");
                    self.any();
                }
                self.text("}");
            }
            _ => self.pick(&["[]", "{}", "\"\"", "0", "[null]", "{\"a\":1}", r#"{"id":"a"}"#, "[\"a\",1]"]),
        }
        self.depth -= 1;
    }

    /// Damages the text as a whole, sometimes.
    fn damage(&mut self) {
        let at = (self.up_to(256) * 256 + self.up_to(256)) % (self.out.len() + 1);
        match self.up_to(40) {
            39 => self.out.truncate(at),
            38 => self.pick(&[" 1", "x", "\n\n ", "}", ",", "\0"]),
            37 => {
                let byte = self.byte();
                self.out.insert(at, byte);
            }
            36 => {
                if let Some(byte) = self.out.get_mut(at) {
                    *byte = b"\"{}[]:,0\\n"[usize::from(*byte) % 10];
                }
            }
            _ => {}
        }
    }
}
