//! Booleans that are sent as `1` and `0`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Param, ParamError, ParamText};

/// A boolean that is sent as the number `1` or `0`, in a query or in JSON.
///
/// A `bool` is sent as `true` or `false`. The other spelling is a type and no attribute of an argument, so that documents, packages and
/// command lines know it, too. Setters take a `bool`:
///
/// ```
/// use endpoint_runtime::{Bit, Result, endpoints, request::encode};
///
/// #[endpoints]
/// pub trait Search {
///     #[endpoint(GET "/search?q=<q>&addressdetails=<address_details>")]
///     async fn search(&self, q: String, address_details: Option<Bit>) -> Result<()>;
/// }
///
/// let request = SearchRequest::new("Ulm").address_details(true);
/// let request = encode(&"https://api.example.com".parse()?, &request)?;
/// assert_eq!(request.uri().query(), Some("q=Ulm&addressdetails=1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bit(pub bool);

impl From<bool> for Bit {
    fn from(flag: bool) -> Self {
        Self(flag)
    }
}

impl From<Bit> for bool {
    fn from(Bit(flag): Bit) -> Self {
        flag
    }
}

impl Param for Bit {
    fn to_text(&self) -> Result<ParamText<'_>, ParamError> {
        Ok(if self.0 { "1" } else { "0" }.into())
    }

    fn from_text(text: &str) -> Result<Self, ParamError> {
        match text {
            "1" => Ok(Self(true)),
            "0" => Ok(Self(false)),
            _ => Err(ParamError::new("expected 0 or 1")),
        }
    }
}

impl Serialize for Bit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0.into())
    }
}

impl<'de> Deserialize<'de> for Bit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u8::deserialize(deserializer)? {
            0 => Ok(Self(false)),
            1 => Ok(Self(true)),
            _ => Err(D::Error::custom("expected 0 or 1")),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Bit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bit".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "enum": [0, 1] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_is_a_number() {
        for (bit, text) in [(Bit(true), "1"), (Bit(false), "0")] {
            assert_eq!(&*bit.to_text().unwrap(), text);
            assert_eq!(Bit::from_text(text).unwrap(), bit);
            assert_eq!(serde_json::to_string(&bit).unwrap(), text);
            assert_eq!(serde_json::from_str::<Bit>(text).unwrap(), bit);
        }
        for other in ["2", "", "true", "01"] {
            assert!(Bit::from_text(other).is_err() && serde_json::from_str::<Bit>(other).is_err(), "{other}");
        }
    }
}
