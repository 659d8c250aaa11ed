//! The check that a parameter's text is its JSON scalar, as [`Param`](trait@crate::Param) demands.

use serde_json::Value;

use super::{InputParameter, NumberType, ProviderError, StringType, TypeKind, Types, ValueType};
use crate::{json::Json, schema::TextFn};

/// Numbers that an integer type is tried with, of different signs and lengths. A type may refuse some of them.
const INTEGERS: [&str; 10] = ["0", "1", "-1", "5", "42", "100", "2000", "65536", "1000000000", "9007199254740993"];

/// Numbers that a type of other numbers is tried with.
const NUMBERS: [&str; 5] = ["0.5", "1.5", "-1.5", "42", "0"];

/// Refuses a parameter whose values have one text in typed calls, and another in calls by data, commands and snippets.
///
/// All values of an enum and all examples are tried. Of numbers some are, of which at least one has to be accepted unless there
/// are examples.
pub(super) fn check(
    operation: &'static str,
    parameter: &InputParameter,
    canonical: TextFn,
    types: &Types,
) -> Result<(), ProviderError> {
    Check { canonical, types }.value_type(&parameter.value_type).map_err(|(value, problem)| ProviderError::ParamText {
        operation,
        parameter: parameter.metadata.name,
        value,
        problem,
    })
}

/// A value, or a description of several, and the problem with its text.
type Mismatch = (String, &'static str);

const NO_TEXT: &str = "is refused as a text";
const OTHER_TEXT: &str = "has another text";
const NO_SCALAR: &str = "has no text, as it is no string, number or boolean";

struct Check<'t> {
    canonical: TextFn,
    types: &'t Types,
}

impl Check<'_> {
    fn value_type(&self, value_type: &ValueType) -> Result<(), Mismatch> {
        let mut examples = self.types.chain(value_type).flat_map(|named| named.examples.iter().chain(&named.default));
        let mut has_examples = false;
        examples.try_for_each(|example| {
            has_examples |= !example.is_null();
            self.exactly(example)
        })?;
        match self.types.kind(value_type) {
            TypeKind::Enum(known) => known.values.iter().try_for_each(|known| self.exactly(&known.value)),
            TypeKind::Boolean => [true, false].iter().try_for_each(|flag| self.exactly(&(*flag).into())),
            TypeKind::Integer(bounds) => self.some_number(bounds, &INTEGERS, has_examples, "every whole number"),
            TypeKind::Number(bounds) => self.some_number(bounds, &NUMBERS, has_examples, "every number"),
            TypeKind::String(bounds) => self.format(bounds, has_examples),
            TypeKind::Union(union) => union.variants.iter().try_for_each(|variant| self.value_type(variant)),
            TypeKind::List(_) => Err(("a list".to_owned(), NO_SCALAR)),
            TypeKind::Map(_) | TypeKind::Object(_) => Err(("an object".to_owned(), NO_SCALAR)),
            _ => Ok(()),
        }
    }

    /// Checks a value that the schema lists.
    fn exactly(&self, value: &Value) -> Result<(), Mismatch> {
        let mismatch = |problem| Err((value.to_string(), problem));
        let text = match Json::from(value) {
            Json::Null => return Ok(()),
            Json::String(text) => text,
            Json::Number(number) => number.to_string(),
            Json::Bool(flag) => flag.to_string(),
            Json::Array(_) | Json::Object(_) => return mismatch(NO_SCALAR),
        };
        match (self.canonical)(&text) {
            Ok(canonical) if canonical == text => Ok(()),
            Ok(_) => mismatch(OTHER_TEXT),
            Err(_) => mismatch(NO_TEXT),
        }
    }

    /// Checks those numbers within the bounds that the type accepts.
    fn some_number(
        &self,
        bounds: &NumberType,
        numbers: &[&str],
        has_examples: bool,
        all: &str,
    ) -> Result<(), Mismatch> {
        let limits = [&bounds.minimum, &bounds.maximum]
            .into_iter()
            .flatten()
            .map(|limit| Json::from(&Value::from(limit.clone())));
        let limits = limits.map(|limit| limit.to_string());
        let numbers = numbers.iter().map(|number| (*number).to_owned()).chain(limits);
        let numbers: Vec<_> = numbers.filter(|number| is_within(number, bounds)).collect();
        let mut is_accepted = has_examples || numbers.is_empty();
        for number in numbers {
            match (self.canonical)(&number) {
                Ok(canonical) if canonical == number => is_accepted = true,
                Ok(_) => return Err((number, OTHER_TEXT)),
                Err(_) => {}
            }
        }
        if is_accepted { Ok(()) } else { Err((all.to_owned(), NO_TEXT)) }
    }

    /// Checks that a text of the format is accepted. It may come back in another spelling, such as an offset for `Z`.
    fn format(&self, bounds: &StringType, has_examples: bool) -> Result<(), Mismatch> {
        let sample = match bounds.format.as_deref() {
            Some("date-time") => "2026-11-22T21:00:00Z",
            Some("date") => "2026-11-22",
            Some("uuid") => "0b0e4a4e-98f5-4b25-8d25-9b8b8d4ecf2a",
            _ => return Ok(()),
        };
        if has_examples || bounds.pattern.is_some() || (self.canonical)(sample).is_ok() {
            return Ok(());
        }
        Err((format!("\"{sample}\""), NO_TEXT))
    }
}

/// Returns whether a number is allowed by the bounds. The comparison may take a number beyond 2^53 for its neighbor.
fn is_within(number: &str, bounds: &NumberType) -> bool {
    let Ok(number) = number.parse::<f64>() else { return false };
    let is_over = |bound: &Option<serde_json::Number>, is_met: fn(f64, f64) -> bool| {
        bound.as_ref().and_then(serde_json::Number::as_f64).is_some_and(|bound| !is_met(number, bound))
    };
    let is_multiple = |number: f64, of: f64| number % of == 0.0;
    !is_over(&bounds.minimum, |number, bound| number >= bound)
        && !is_over(&bounds.maximum, |number, bound| number <= bound)
        && !is_over(&bounds.exclusive_minimum, |number, bound| number > bound)
        && !is_over(&bounds.exclusive_maximum, |number, bound| number < bound)
        && !is_over(&bounds.multiple_of, is_multiple)
}
