//! The parts that all searches have in common.

use crate::prelude::*;

/// The number of all results of a search, and where the next page begins.
#[object]
pub struct ResultsMetadata {
    /// The number of results on all pages; -1 if the project does not count them.
    pub total: i32,
    /// The cursor of the next page; absent or empty on the last page.
    pub next_cursor: Option<String>,
}

/// The way in which the operands of a search are combined.
#[open_enum]
pub enum SearchOperator {
    /// A result matches at least one operand.
    #[text("OR")]
    Or,
    /// A result matches all operands.
    #[text("AND")]
    And,
}

/// Declares the operands of a search: a type, and a constructor for each filter, which has the filter's name.
///
/// A filter takes a list of texts (`[MemberId]`), a text (`Timestamp`), or `bool`.
#[cfg(any(feature = "b2b", feature = "consumer", feature = "m2m"))]
macro_rules! operands {
    ($(#[$docs:meta])+ $name:ident { $($(#[$filter_docs:meta])+ $filter:ident: $value:tt,)+ }) => {
        $(#[$docs])+
        ///
        /// An operand is the object `{"filter_name": …, "filter_value": …}`. A filter without a constructor is made by
        /// [`new`](Self::new), or from a map.
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(JsonMap);

        impl $name {
            /// Makes the operand of any filter.
            #[must_use]
            pub fn new(filter_name: impl Into<String>, filter_value: impl Into<endpoint_runtime::Json>) -> Self {
                let mut operand = JsonMap::new();
                operand.insert("filter_name", filter_name.into());
                operand.insert("filter_value", filter_value);
                Self(operand)
            }

            /// Returns the name of the filter; `None` if there is none.
            #[must_use]
            pub fn filter_name(&self) -> Option<&str> {
                self.0.get("filter_name")?.as_str()
            }

            /// Returns the value of the filter; `None` if there is none.
            #[must_use]
            pub fn filter_value(&self) -> Option<&endpoint_runtime::Json> {
                self.0.get("filter_value")
            }

            $($crate::search::operands! { @filter $(#[$filter_docs])+ $filter: $value })+
        }

        impl AsRef<JsonMap> for $name {
            fn as_ref(&self) -> &JsonMap {
                &self.0
            }
        }

        impl From<JsonMap> for $name {
            fn from(operand: JsonMap) -> Self {
                Self(operand)
            }
        }

        impl From<$name> for JsonMap {
            fn from(operand: $name) -> Self {
                operand.0
            }
        }
    };
    (@filter $(#[$docs:meta])+ $filter:ident: [$item:ty]) => {
        $(#[$docs])+
        #[must_use]
        pub fn $filter<T: Into<$item>>(values: impl IntoIterator<Item = T>) -> Self {
            let texts: Vec<String> = values.into_iter().map(|value| value.into().to_string()).collect();
            Self::new(stringify!($filter), texts)
        }
    };
    (@filter $(#[$docs:meta])+ $filter:ident: bool) => {
        $(#[$docs])+
        #[must_use]
        pub fn $filter(value: bool) -> Self {
            Self::new(stringify!($filter), value)
        }
    };
    (@filter $(#[$docs:meta])+ $filter:ident: $value:ident) => {
        $(#[$docs])+
        #[must_use]
        pub fn $filter(value: impl Into<$value>) -> Self {
            Self::new(stringify!($filter), value.into().to_string())
        }
    };
}

#[cfg(any(feature = "b2b", feature = "consumer", feature = "m2m"))]
pub(crate) use operands;
