//! The comparison of two types that are read from the same document.

use std::{collections::BTreeMap, fmt::Debug};

use endpoint_runtime::{Json, object::strictly};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, error::Category};

use super::shapes::Twins;

/// A type beside one that takes all members which are left.
#[derive(Debug, Serialize, Deserialize)]
struct Flattened<T> {
    before: Option<u8>,
    #[serde(flatten)]
    inner: T,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged<T> {
    Number(u8),
    Inner(T),
    Other(Value),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "tag")]
enum Tagged<T> {
    Inner(T),
    Nothing,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "tag", content = "content")]
enum Adjacent<T> {
    Nothing,
    Inner(T),
}

/// The differences that a type is allowed to have from its twins.
#[derive(Clone, Copy)]
pub(crate) struct Allowed {
    /// It keeps numbers as their texts, and a buffer of serde, which its twins read through, does not. A buffer also refuses
    /// numbers beyond a double, and counts its levels differently.
    pub(crate) keeps_json: bool,
    /// It holds an open enum. Its twin is an untagged enum, which buffers the value and has a message of its own.
    pub(crate) has_open_enum: bool,
}

/// The reader of a document.
#[derive(Clone, Copy, Debug)]
enum Reader {
    Slice,
    Str,
    Io,
    Value,
}

/// The result of reading a value: its `Debug` and its JSON, or the error.
type Outcome = Result<(String, String), ReadError>;

#[derive(Debug, PartialEq)]
struct ReadError {
    category: Category,
    message: String,
}

/// Compares an object with its twins in both modes. Returns a description of the first difference.
pub(crate) fn compare<O: Twins>(document: &[u8], allowed: Allowed) -> Result<(), String> {
    in_some_readers::<O, O::Tolerant>(document, false, allowed)?;
    in_some_readers::<O, O::Strict>(document, true, allowed)?;
    Ok(())
}

/// Compares an object with its twins in both modes and in all readers.
pub(crate) fn compare_in_all_readers<O: Twins>(document: &[u8], allowed: Allowed) -> Result<(), String> {
    in_all_readers::<O, O::Tolerant>(document, false, allowed)?;
    in_all_readers::<O, O::Strict>(document, true, allowed)
}

/// Compares two types. Returns false if the others readers need not be tried.
fn in_some_readers<O, D>(document: &[u8], strict: bool, allowed: Allowed) -> Result<bool, String>
where
    O: DeserializeOwned + Serialize + Debug,
    D: DeserializeOwned + Serialize + Debug,
{
    match same::<O, D>(Reader::Slice, document, strict, allowed)? {
        Err(error) if error.is_list_for_object() => return Ok(false),
        Err(_) => {}
        Ok((debug, json)) => {
            let again = same::<O, D>(Reader::Slice, json.as_bytes(), strict, allowed)?;
            let is_same = again.as_ref().is_ok_and(|(again, _)| *again == debug);
            // JSON has no infinity.
            if !is_same && !debug.contains("inf") {
                return Err(format!("what is written is read as another value: {debug}\n{json}\n{again:?}"));
            }
        }
    }
    let _ = same::<Flattened<O>, Flattened<D>>(Reader::Slice, document, strict, allowed)?;
    if serde_json::from_slice::<Value>(document).is_ok() {
        let _ = same::<O, D>(Reader::Value, document, strict, allowed)?;
    }
    Ok(true)
}

fn in_all_readers<O, D>(document: &[u8], strict: bool, allowed: Allowed) -> Result<(), String>
where
    O: DeserializeOwned + Serialize + Debug,
    D: DeserializeOwned + Serialize + Debug,
{
    if !in_some_readers::<O, D>(document, strict, allowed)? {
        return Ok(());
    }
    let _ = same::<O, D>(Reader::Io, document, strict, allowed)?;
    if std::str::from_utf8(document).is_ok() {
        let _ = same::<O, D>(Reader::Str, document, strict, allowed)?;
    }
    let _ = same::<Untagged<O>, Untagged<D>>(Reader::Slice, document, strict, allowed)?;
    let _ = same::<Tagged<O>, Tagged<D>>(Reader::Slice, &tagged(document), strict, allowed)?;
    let _ = same::<Adjacent<O>, Adjacent<D>>(Reader::Slice, &adjacent(document), strict, allowed)?;
    Ok(())
}

/// Reads both types, and returns the outcome if it is the same.
fn same<O, D>(reader: Reader, document: &[u8], strict: bool, allowed: Allowed) -> Result<Outcome, String>
where
    O: DeserializeOwned + Serialize + Debug,
    D: DeserializeOwned + Serialize + Debug,
{
    let object = if strict { strictly(|| read::<O>(reader, document)) } else { read::<O>(reader, document) };
    let derive = read::<D>(reader, document);
    let is_same = match (&object, &derive) {
        (Ok(object), Ok(derive)) => {
            object == derive || allowed.keeps_json && with_doubles(&object.1) == with_doubles(&derive.1)
        }
        (Err(object), _) if object.is_list_for_object() => true,
        (Err(object), Err(derive)) => object == derive || allowed.is_same_error(object, derive),
        (Ok(_), Err(derive)) => allowed.keeps_json && is_limit_of_buffers(derive),
        (Err(_), Ok(_)) => false,
    };
    if is_same {
        return Ok(object);
    }
    let (name, mode) = (std::any::type_name::<O>(), if strict { "strict" } else { "tolerant" });
    let document = String::from_utf8_lossy(document);
    Err(format!("{name}, {mode}, {reader:?}: {document}\nobject: {object:?}\nderive: {derive:?}"))
}

impl ReadError {
    /// Returns true for a list in place of an object, which only the derives read.
    fn is_list_for_object(&self) -> bool {
        ["invalid type: a list, expected an object", "invalid type: sequence, expected an object"]
            .iter()
            .any(|message| self.message.starts_with(message))
    }
}

impl Allowed {
    fn is_same_error(self, object: &ReadError, derive: &ReadError) -> bool {
        let is_enum = object.message.starts_with("invalid type") && object.message.contains("expected a string");
        // A value that a buffer refuses, or that is refused only after it was buffered.
        self.has_open_enum && (is_enum || derive.message.starts_with("data did not match any variant"))
            || self.keeps_json
    }
}

fn is_limit_of_buffers(error: &ReadError) -> bool {
    error.message.starts_with("number out of range") || error.message.starts_with("recursion limit exceeded")
}

fn read<T: DeserializeOwned + Serialize + Debug>(reader: Reader, document: &[u8]) -> Outcome {
    let result: serde_json::Result<T> = match reader {
        Reader::Slice => serde_json::from_slice(document),
        Reader::Str => serde_json::from_str(std::str::from_utf8(document).unwrap()),
        Reader::Io => serde_json::from_reader(document),
        Reader::Value => serde_json::from_value(serde_json::from_slice(document).unwrap()),
    };
    match result {
        Ok(value) => Ok((format!("{value:?}"), serde_json::to_string(&value).unwrap())),
        Err(error) => Err(ReadError { category: error.classify(), message: message(&error.to_string()) }),
    }
}

/// Returns the message with the line and column. A derive calls an object by the name of its type.
fn message(message: &str) -> String {
    let Some((before, name)) = message.split_once("expected struct ") else { return message.to_owned() };
    let after = name.split_once(' ').map_or(String::new(), |(_, after)| format!(" {after}"));
    format!("{before}expected an object{after}")
}

/// Returns the JSON with each number as a buffer of serde has it.
fn with_doubles(json: &str) -> String {
    fn convert(json: &mut Json) {
        match json {
            Json::Number(number) => {
                let double: serde_json::Number = serde_json::from_str(number.as_str()).unwrap();
                *json = Json::from(serde_json::Value::from(double));
            }
            Json::Array(items) => items.iter_mut().for_each(convert),
            Json::Object(members) => {
                let names: Vec<String> = members.keys().map(str::to_owned).collect();
                for name in names {
                    members.get_mut(&name).map(convert);
                }
            }
            Json::Null | Json::Bool(_) | Json::String(_) => {}
        }
    }

    let mut json: Json = json.parse().unwrap();
    convert(&mut json);
    json.to_string()
}

/// Adds the tag of `Tagged::Inner` to an object.
fn tagged(document: &[u8]) -> Vec<u8> {
    match document.split_first() {
        Some((b'{', rest)) => {
            let comma: &[u8] = if rest.trim_ascii_start().starts_with(b"}") { b"" } else { b"," };
            [b"{\"tag\":\"Inner\"", comma, rest].concat()
        }
        _ => document.to_vec(),
    }
}

fn adjacent(document: &[u8]) -> Vec<u8> {
    // The content is buffered if it stands before the tag.
    [b"{\"content\":", document, b",\"tag\":\"Inner\"}"].concat()
}
