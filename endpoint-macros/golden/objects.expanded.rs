#[::core::prelude::v1::derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
#[non_exhaustive]
struct Team {
    name: String,
}
#[automatically_derived]
impl ::core::default::Default for Team {
    #[inline]
    fn default() -> Self {
        Self {
            name: <String as ::endpoint_runtime::object::Blank>::blank(),
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::Object for Team {
    #[inline]
    fn table() -> &'static ::endpoint_runtime::object::Table {
        static TABLE: ::endpoint_runtime::object::Table = ::endpoint_runtime::object::Table::new(
            "Team",
            "",
            &["name"],
            "r",
            &[""],
        );
        &TABLE
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::ReadObject for Team {
    #[inline]
    fn read_field<'de, __A: ::endpoint_runtime::object::serde::de::MapAccess<'de>>(
        &mut self,
        index: ::core::primitive::usize,
        map: &mut __A,
        strict: ::core::primitive::bool,
    ) -> ::core::result::Result<(), __A::Error> {
        match index {
            _ => {
                <String as ::endpoint_runtime::object::ReadField<
                    'de,
                >>::read(&mut self.name, map, strict)
            }
        }
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Team {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize(deserializer)
    }
}
#[::core::prelude::v1::derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
#[non_exhaustive]
pub struct Nothing {}
#[automatically_derived]
impl ::core::default::Default for Nothing {
    #[inline]
    fn default() -> Self {
        Self {}
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::Object for Nothing {
    #[inline]
    fn table() -> &'static ::endpoint_runtime::object::Table {
        static TABLE: ::endpoint_runtime::object::Table = ::endpoint_runtime::object::Table::new(
            "Nothing",
            "",
            &[],
            "",
            &[],
        );
        &TABLE
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::ReadObject for Nothing {
    #[inline]
    fn read_field<'de, __A: ::endpoint_runtime::object::serde::de::MapAccess<'de>>(
        &mut self,
        index: ::core::primitive::usize,
        map: &mut __A,
        strict: ::core::primitive::bool,
    ) -> ::core::result::Result<(), __A::Error> {
        ::core::result::Result::Ok(())
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Nothing {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize(deserializer)
    }
}
/// A member of an organization.
#[derive(PartialOrd)]
#[cfg(unix)]
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct Member<T, const N: usize>
where
    T: Ord,
{
    /// The member's id.
    pub member_id: String,
    /// The name.
    pub(crate) full_name: Option<String>,
    pub phone: Option<Option<String>>,
    /// The key of the member's authenticator.
    pub totp_key: Option<TotpKey>,
    #[deprecated = "nobody reads it"]
    pub r#type: Option<u8>,
    pub items: Vec<T>,
    pub invited_days: u32,
    pub weights: [u8; N],
    /// All members of the JSON object that have no field.
    pub extra: JsonMap,
}
#[cfg(unix)]
#[allow(deprecated)]
#[automatically_derived]
impl<T, const N: usize> ::core::fmt::Debug for Member<T, N>
where
    T: Ord,
    T: ::core::fmt::Debug,
{
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        crate::wire::debug::debug_struct(
            f,
            "Member",
            &[
                "member_id",
                "full_name",
                "phone",
                "totp_key",
                "type",
                "items",
                "invited_days",
                "weights",
                "extra",
            ],
            &[
                <String as crate::wire::debug::DebugField>::as_debug(&self.member_id),
                <String as crate::wire::debug::DebugField>::optional_as_debug(
                    &self.full_name,
                ),
                <Option<
                    Option<String>,
                > as crate::wire::debug::DebugField>::as_debug(&self.phone),
                crate::wire::debug::redacted(&self.totp_key),
                <u8 as crate::wire::debug::DebugField>::optional_as_debug(&self.r#type),
                <Vec<T> as crate::wire::debug::DebugField>::as_debug(&self.items),
                <u32 as crate::wire::debug::DebugField>::as_debug(&self.invited_days),
                <[u8; N] as crate::wire::debug::DebugField>::as_debug(&self.weights),
                &self.extra,
            ],
        )
    }
}
#[cfg(unix)]
#[allow(deprecated)]
#[automatically_derived]
impl<T, const N: usize> ::core::cmp::PartialEq for Member<T, N>
where
    T: Ord,
    T: ::core::cmp::PartialEq,
{
    #[inline]
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        <String as ::core::cmp::PartialEq>::eq(&self.member_id, &other.member_id)
            & <Option<
                String,
            > as ::core::cmp::PartialEq>::eq(&self.full_name, &other.full_name)
            & <Option<
                Option<String>,
            > as ::core::cmp::PartialEq>::eq(&self.phone, &other.phone)
            & <TotpKey as crate::wire::object::SensitiveField>::optional_equals(
                &self.totp_key,
                &other.totp_key,
            ) & <Option<u8> as ::core::cmp::PartialEq>::eq(&self.r#type, &other.r#type)
            & <Vec<T> as ::core::cmp::PartialEq>::eq(&self.items, &other.items)
            & <u32 as ::core::cmp::PartialEq>::eq(
                &self.invited_days,
                &other.invited_days,
            ) & <[u8; N] as ::core::cmp::PartialEq>::eq(&self.weights, &other.weights)
            & <JsonMap as ::core::cmp::PartialEq>::eq(&self.extra, &other.extra)
    }
}
#[cfg(unix)]
#[allow(deprecated)]
#[automatically_derived]
impl<T, const N: usize> crate::wire::object::Blank for Member<T, N>
where
    T: Ord,
    Vec<T>: crate::wire::object::Blank,
{
    #[inline]
    fn blank() -> Self {
        Self {
            member_id: <String as crate::wire::object::Blank>::blank(),
            items: <Vec<T> as crate::wire::object::Blank>::blank(),
            weights: <[u8; N] as crate::wire::object::Blank>::blank(),
            full_name: ::core::option::Option::None,
            phone: ::core::option::Option::None,
            totp_key: ::core::option::Option::None,
            r#type: ::core::option::Option::None,
            invited_days: 7,
            extra: <JsonMap as crate::wire::object::RestField>::empty(),
        }
    }
}
#[cfg(unix)]
#[automatically_derived]
impl<T, const N: usize> crate::wire::object::Object for Member<T, N>
where
    T: Ord,
{
    #[inline]
    fn table() -> &'static crate::wire::object::Table {
        static TABLE: crate::wire::object::Table = crate::wire::object::Table::new(
                "Member",
                "A member of an organization.",
                &[
                    "memberId",
                    "name",
                    "phone",
                    "totpKey",
                    "type",
                    "items",
                    "invitedDays",
                    "weights",
                    "display_name",
                    "nick",
                ],
                "ronoordd",
                &[
                    "The member's id.",
                    "The name.",
                    "",
                    "The key of the member's authenticator.",
                    "",
                    "",
                    "",
                    "",
                ],
            )
            .with_aliases(&[1usize, 1usize])
            .with_sensitive(&[3usize])
            .strict()
            .keeping_rest();
        &TABLE
    }
}
#[cfg(unix)]
#[allow(deprecated)]
#[automatically_derived]
impl<T, const N: usize> crate::wire::object::ReadObject for Member<T, N>
where
    T: Ord,
    T: crate::wire::object::serde::de::DeserializeOwned,
    Vec<T>: crate::wire::object::Blank,
{
    #[inline]
    fn read_field<'de, __A: crate::wire::object::serde::de::MapAccess<'de>>(
        &mut self,
        index: ::core::primitive::usize,
        map: &mut __A,
        strict: ::core::primitive::bool,
    ) -> ::core::result::Result<(), __A::Error> {
        match index {
            0 => {
                <String as crate::wire::object::ReadField<
                    'de,
                >>::read(&mut self.member_id, map, strict)
            }
            1 => {
                <String as crate::wire::object::ReadField<
                    'de,
                >>::read_optional(&mut self.full_name, map)
            }
            2 => {
                <String as crate::wire::object::ReadField<
                    'de,
                >>::read_nullable(&mut self.phone, map)
            }
            3 => {
                <TotpKey as crate::wire::object::ReadField<
                    'de,
                >>::read_optional(&mut self.totp_key, map)
            }
            4 => {
                <u8 as crate::wire::object::ReadField<
                    'de,
                >>::read_optional(&mut self.r#type, map)
            }
            5 => {
                <Vec<
                    T,
                > as crate::wire::object::ReadField<
                    'de,
                >>::read(&mut self.items, map, strict)
            }
            6 => {
                <u32 as crate::wire::object::ReadField<
                    'de,
                >>::read_defaulted(&mut self.invited_days, map)
            }
            _ => {
                <[u8; N] as crate::wire::object::ReadField<
                    'de,
                >>::read_defaulted(&mut self.weights, map)
            }
        }
    }
    #[inline]
    fn rest_mut(&mut self) -> ::core::option::Option<&mut crate::wire::JsonMap> {
        ::core::option::Option::Some(
            <JsonMap as crate::wire::object::RestField>::as_map_mut(&mut self.extra),
        )
    }
}
#[cfg(unix)]
#[automatically_derived]
impl<'de, T, const N: usize> crate::wire::object::serde::Deserialize<'de>
for Member<T, N>
where
    T: Ord,
    T: crate::wire::object::serde::de::DeserializeOwned,
    Vec<T>: crate::wire::object::Blank,
{
    fn deserialize<__D: crate::wire::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        crate::wire::object::deserialize_with_rest(deserializer)
    }
}
#[cfg(unix)]
#[allow(deprecated)]
impl<T, const N: usize> Member<T, N>
where
    T: Ord,
{
    /// Makes an object with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        member_id: impl ::core::convert::Into<String>,
        items: impl crate::wire::setter::IntoRequired<Vec<T>>,
    ) -> Self {
        Self {
            member_id: ::core::convert::Into::into(member_id),
            items: crate::wire::setter::IntoRequired::into_required(items),
            weights: <[u8; N] as crate::wire::object::Blank>::blank(),
            full_name: ::core::option::Option::None,
            phone: ::core::option::Option::None,
            totp_key: ::core::option::Option::None,
            r#type: ::core::option::Option::None,
            invited_days: 7,
            extra: <JsonMap as crate::wire::object::RestField>::empty(),
        }
    }
    /// The name.
    #[must_use]
    pub fn full_name<__Form>(
        mut self,
        value: impl crate::wire::setter::IntoOptional<String, __Form>,
    ) -> Self {
        self.full_name = crate::wire::setter::IntoOptional::into_optional(value);
        self
    }
    #[must_use]
    pub fn phone<__Form>(
        mut self,
        value: impl crate::wire::setter::IntoOptional<String, __Form>,
    ) -> Self {
        self.phone = ::core::option::Option::map(
            crate::wire::setter::IntoOptional::into_optional(value),
            ::core::option::Option::Some,
        );
        self
    }
    ///Sends `phone` as null.
    #[inline]
    #[must_use]
    pub fn phone_null(mut self) -> Self {
        self.phone = ::core::option::Option::Some(::core::option::Option::None);
        self
    }
    /// The key of the member's authenticator.
    #[must_use]
    pub fn totp_key<__Form>(
        mut self,
        value: impl crate::wire::setter::IntoOptional<TotpKey, __Form>,
    ) -> Self {
        self.totp_key = crate::wire::setter::IntoOptional::into_optional(value);
        self
    }
    #[deprecated = "nobody reads it"]
    #[must_use]
    pub fn r#type(
        mut self,
        value: impl crate::wire::setter::IntoOptionalScalar<u8>,
    ) -> Self {
        self.r#type = crate::wire::setter::IntoOptionalScalar::into_optional(value);
        self
    }
    #[inline]
    #[must_use]
    pub fn invited_days(mut self, value: u32) -> Self {
        self.invited_days = value;
        self
    }
    #[must_use]
    pub fn weights(
        mut self,
        value: impl crate::wire::setter::IntoRequired<[u8; N]>,
    ) -> Self {
        self.weights = crate::wire::setter::IntoRequired::into_required(value);
        self
    }
}
#[cfg(unix)]
#[allow(deprecated)]
#[automatically_derived]
impl<T, const N: usize> crate::wire::object::WriteObject for Member<T, N>
where
    T: Ord,
    T: crate::wire::object::serde::Serialize,
{
    fn write_field<__M: crate::wire::object::serde::ser::SerializeMap>(
        &self,
        index: ::core::primitive::usize,
        name: &'static ::core::primitive::str,
        map: &mut __M,
    ) -> ::core::result::Result<(), __M::Error> {
        match index {
            0 => {
                <String as crate::wire::object::WriteField>::write(
                    &self.member_id,
                    name,
                    map,
                )
            }
            1 => {
                <String as crate::wire::object::WriteField>::write_optional(
                    &self.full_name,
                    name,
                    map,
                )
            }
            2 => {
                <String as crate::wire::object::WriteField>::write_nullable(
                    &self.phone,
                    name,
                    map,
                )
            }
            3 => {
                <TotpKey as crate::wire::object::WriteField>::write_optional(
                    &self.totp_key,
                    name,
                    map,
                )
            }
            4 => {
                <u8 as crate::wire::object::WriteField>::write_optional(
                    &self.r#type,
                    name,
                    map,
                )
            }
            5 => {
                <Vec<
                    T,
                > as crate::wire::object::WriteField>::write(&self.items, name, map)
            }
            6 => {
                <u32 as crate::wire::object::WriteField>::write(
                    &self.invited_days,
                    name,
                    map,
                )
            }
            _ => {
                <[u8; N] as crate::wire::object::WriteField>::write(
                    &self.weights,
                    name,
                    map,
                )
            }
        }
    }
    #[inline]
    fn rest(&self) -> ::core::option::Option<&crate::wire::JsonMap> {
        ::core::option::Option::Some(
            <JsonMap as crate::wire::object::RestField>::as_map(&self.extra),
        )
    }
}
#[cfg(unix)]
#[automatically_derived]
impl<T, const N: usize> crate::wire::object::serde::Serialize for Member<T, N>
where
    T: Ord,
    T: crate::wire::object::serde::Serialize,
{
    fn serialize<__S: crate::wire::object::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        crate::wire::object::serialize(self, serializer)
    }
}
#[cfg(unix)]
crate::wire::__schema_items! {
    #[automatically_derived]
    impl<T, const N: usize> crate::wire::object::DescribeObject for Member<T, N>
    where
        T: Ord,
        T: crate::wire::schema::schemars::JsonSchema,
    {
        const SCHEMAS: &'static [crate::wire::schema::SchemaFn] = &[
            <String as crate::wire::schema::HasSchema>::schema,
            <Option<String> as crate::wire::schema::HasSchema>::schema,
            <Option<Option<String>> as crate::wire::schema::HasSchema>::schema,
            <Option<TotpKey> as crate::wire::schema::HasSchema>::schema,
            <Option<u8> as crate::wire::schema::HasSchema>::schema,
            <Vec<T> as crate::wire::schema::HasSchema>::schema,
            <u32 as crate::wire::schema::HasSchema>::schema,
            <[u8; N] as crate::wire::schema::HasSchema>::schema,
        ];
    }
    #[automatically_derived]
    impl<T, const N: usize> crate::wire::schema::schemars::JsonSchema for Member<T, N>
    where
        T: Ord,
        T: crate::wire::schema::schemars::JsonSchema,
    {
        #[inline]
        fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            crate::wire::object::generic_name(
                "Member",
                &[
                    <T as crate::wire::schema::schemars::JsonSchema>::schema_name,
                    || ::std::borrow::Cow::Owned(::std::string::ToString::to_string(&N)),
                ],
            )
        }
        #[inline]
        fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            crate::wire::object::generic_id(
                crate::wire::object::type_path!("Member"),
                &[
                    <T as crate::wire::schema::schemars::JsonSchema>::schema_id,
                    || ::std::borrow::Cow::Owned(::std::string::ToString::to_string(&N)),
                ],
            )
        }
        #[inline]
        fn json_schema(
            generator: &mut crate::wire::schema::schemars::SchemaGenerator,
        ) -> crate::wire::schema::schemars::Schema {
            crate::wire::object::object_schema::<Self>(generator)
        }
    }
}
#[::core::prelude::v1::derive(
    ::core::clone::Clone,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
#[non_exhaustive]
pub struct Role {
    pub id: String,
    pub description: Option<String>,
}
#[automatically_derived]
impl ::core::default::Default for Role {
    #[inline]
    fn default() -> Self {
        Self {
            id: <String as ::endpoint_runtime::object::Blank>::blank(),
            description: ::core::option::Option::None,
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::Object for Role {
    #[inline]
    fn table() -> &'static ::endpoint_runtime::object::Table {
        static TABLE: ::endpoint_runtime::object::Table = ::endpoint_runtime::object::Table::new(
            "Role",
            "",
            &["id", "description"],
            "ro",
            &["", ""],
        );
        &TABLE
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::ReadObject for Role {
    #[inline]
    fn read_field<'de, __A: ::endpoint_runtime::object::serde::de::MapAccess<'de>>(
        &mut self,
        index: ::core::primitive::usize,
        map: &mut __A,
        strict: ::core::primitive::bool,
    ) -> ::core::result::Result<(), __A::Error> {
        match index {
            0 => {
                <String as ::endpoint_runtime::object::ReadField<
                    'de,
                >>::read(&mut self.id, map, strict)
            }
            _ => {
                <String as ::endpoint_runtime::object::ReadField<
                    'de,
                >>::read_optional(&mut self.description, map)
            }
        }
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Role {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize(deserializer)
    }
}
#[cfg(feature = "server")]
::endpoint_runtime::__items! {
    impl Role {
        /// Makes an object with the required values, and without optional ones.
        #[must_use]
        #[allow(clippy::too_many_arguments)]
        pub fn new(id: impl ::core::convert::Into<String>) -> Self {
            Self {
                id: ::core::convert::Into::into(id),
                description: ::core::option::Option::None,
            }
        }
        #[must_use]
        pub fn description<__Form>(
            mut self,
            value: impl ::endpoint_runtime::setter::IntoOptional<String, __Form>,
        ) -> Self {
            self.description = ::endpoint_runtime::setter::IntoOptional::into_optional(
                value,
            );
            self
        }
    }
    #[automatically_derived]
    impl ::endpoint_runtime::object::WriteObject for Role {
        fn write_field<__M: ::endpoint_runtime::object::serde::ser::SerializeMap>(
            &self,
            index: ::core::primitive::usize,
            name: &'static ::core::primitive::str,
            map: &mut __M,
        ) -> ::core::result::Result<(), __M::Error> {
            match index {
                0 => {
                    <String as ::endpoint_runtime::object::WriteField>::write(
                        &self.id,
                        name,
                        map,
                    )
                }
                _ => {
                    <String as ::endpoint_runtime::object::WriteField>::write_optional(
                        &self.description,
                        name,
                        map,
                    )
                }
            }
        }
    }
    #[automatically_derived]
    impl ::endpoint_runtime::object::serde::Serialize for Role {
        fn serialize<__S: ::endpoint_runtime::object::serde::Serializer>(
            &self,
            serializer: __S,
        ) -> ::core::result::Result<__S::Ok, __S::Error> {
            ::endpoint_runtime::object::serialize(self, serializer)
        }
    }
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::object::DescribeObject for Role {
        const SCHEMAS: &'static [::endpoint_runtime::schema::SchemaFn] = &[
            <String as ::endpoint_runtime::schema::HasSchema>::schema,
            <Option<String> as ::endpoint_runtime::schema::HasSchema>::schema,
        ];
    }
    #[automatically_derived]
    impl ::endpoint_runtime::schema::schemars::JsonSchema for Role {
        #[inline]
        fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed("Role")
        }
        #[inline]
        fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed(::endpoint_runtime::object::type_path!("Role"))
        }
        #[inline]
        fn json_schema(
            generator: &mut ::endpoint_runtime::schema::schemars::SchemaGenerator,
        ) -> ::endpoint_runtime::schema::schemars::Schema {
            ::endpoint_runtime::object::object_schema::<Self>(generator)
        }
    }
}
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
#[non_exhaustive]
enum Kind {
    Person,
    /// Any other text, as it was received. Empty if there was none.
    Other(::std::string::String),
}
impl Kind {
    /// Returns the text, as it is sent.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::Person => "Person",
            Self::Other(text) => text,
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::OpenEnum for Kind {
    const TEXTS: &'static [::endpoint_runtime::object::Text] = &[
        ::endpoint_runtime::object::Text {
            text: "Person",
            docs: "",
        },
    ];
    #[inline]
    fn known(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
        match index {
            0usize => ::core::option::Option::Some(Self::Person),
            _ => ::core::option::Option::None,
        }
    }
    #[inline]
    fn other(text: ::std::string::String) -> Self {
        Self::Other(text)
    }
}
#[automatically_derived]
impl ::core::default::Default for Kind {
    #[inline]
    fn default() -> Self {
        Self::Other(::std::string::String::new())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for Kind {
    #[inline]
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        self.as_str() == other.as_str()
    }
}
#[automatically_derived]
impl ::core::cmp::Eq for Kind {}
#[automatically_derived]
impl ::core::hash::Hash for Kind {
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
        ::core::hash::Hash::hash(self.as_str(), state);
    }
}
#[automatically_derived]
impl ::core::fmt::Display for Kind {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(self.as_str())
    }
}
#[automatically_derived]
impl ::core::convert::From<&::core::primitive::str> for Kind {
    #[inline]
    fn from(text: &::core::primitive::str) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::convert::From<::std::string::String> for Kind {
    #[inline]
    fn from(text: ::std::string::String) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::str::FromStr for Kind {
    type Err = ::core::convert::Infallible;
    #[inline]
    fn from_str(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for Kind {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        ::core::result::Result::Ok(::core::convert::From::from(self.as_str()))
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Kind {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize_text(deserializer)
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::serde::Serialize for Kind {
    fn serialize<__S: ::endpoint_runtime::object::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
/// The state of a member.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
#[non_exhaustive]
pub enum Status {
    /// Has accepted the invitation.
    Active,
    #[deprecated]
    Pending,
    /// Is something else.
    Other(::std::string::String),
}
#[allow(deprecated)]
impl Status {
    /// Returns the text, as it is sent.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::Active => "active",
            Self::Pending => "invite_pending",
            Self::Other(text) => text,
        }
    }
}
#[allow(deprecated)]
#[automatically_derived]
impl ::endpoint_runtime::object::OpenEnum for Status {
    const TEXTS: &'static [::endpoint_runtime::object::Text] = &[
        ::endpoint_runtime::object::Text {
            text: "active",
            docs: "Has accepted the invitation.",
        },
        ::endpoint_runtime::object::Text {
            text: "invite_pending",
            docs: "",
        },
    ];
    #[inline]
    fn known(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
        match index {
            0usize => ::core::option::Option::Some(Self::Active),
            1usize => ::core::option::Option::Some(Self::Pending),
            _ => ::core::option::Option::None,
        }
    }
    #[inline]
    fn other(text: ::std::string::String) -> Self {
        Self::Other(text)
    }
}
#[automatically_derived]
impl ::core::default::Default for Status {
    #[inline]
    fn default() -> Self {
        Self::Other(::std::string::String::new())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for Status {
    #[inline]
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        self.as_str() == other.as_str()
    }
}
#[automatically_derived]
impl ::core::cmp::Eq for Status {}
#[automatically_derived]
impl ::core::hash::Hash for Status {
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
        ::core::hash::Hash::hash(self.as_str(), state);
    }
}
#[automatically_derived]
impl ::core::fmt::Display for Status {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(self.as_str())
    }
}
#[automatically_derived]
impl ::core::convert::From<&::core::primitive::str> for Status {
    #[inline]
    fn from(text: &::core::primitive::str) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::convert::From<::std::string::String> for Status {
    #[inline]
    fn from(text: ::std::string::String) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::str::FromStr for Status {
    type Err = ::core::convert::Infallible;
    #[inline]
    fn from_str(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for Status {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        ::core::result::Result::Ok(::core::convert::From::from(self.as_str()))
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Status {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize_text(deserializer)
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::serde::Serialize for Status {
    fn serialize<__S: ::endpoint_runtime::object::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::schemars::JsonSchema for Status {
        #[inline]
        fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed("Status")
        }
        #[inline]
        fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed(::endpoint_runtime::object::type_path!("Status"))
        }
        #[inline]
        fn json_schema(
            _: &mut ::endpoint_runtime::schema::schemars::SchemaGenerator,
        ) -> ::endpoint_runtime::schema::schemars::Schema {
            ::endpoint_runtime::object::text_schema::<Self>("The state of a member.")
        }
    }
}
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
#[non_exhaustive]
enum Size {
    Small,
    Large,
    /// Any other text, as it was received. Empty if there was none.
    Other(::std::string::String),
}
impl Size {
    /// Returns the text, as it is sent.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::Small => "Small",
            Self::Large => "Large",
            Self::Other(text) => text,
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::OpenEnum for Size {
    const TEXTS: &'static [::endpoint_runtime::object::Text] = &[
        ::endpoint_runtime::object::Text {
            text: "Small",
            docs: "",
        },
        ::endpoint_runtime::object::Text {
            text: "Large",
            docs: "",
        },
    ];
    #[inline]
    fn known(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
        match index {
            0usize => ::core::option::Option::Some(Self::Small),
            1usize => ::core::option::Option::Some(Self::Large),
            _ => ::core::option::Option::None,
        }
    }
    #[inline]
    fn other(text: ::std::string::String) -> Self {
        Self::Other(text)
    }
}
#[automatically_derived]
impl ::core::default::Default for Size {
    #[inline]
    fn default() -> Self {
        Self::Other(::std::string::String::new())
    }
}
#[automatically_derived]
impl ::core::cmp::PartialEq for Size {
    #[inline]
    fn eq(&self, other: &Self) -> ::core::primitive::bool {
        self.as_str() == other.as_str()
    }
}
#[automatically_derived]
impl ::core::cmp::Eq for Size {}
#[automatically_derived]
impl ::core::hash::Hash for Size {
    fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
        ::core::hash::Hash::hash(self.as_str(), state);
    }
}
#[automatically_derived]
impl ::core::fmt::Display for Size {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(self.as_str())
    }
}
#[automatically_derived]
impl ::core::convert::From<&::core::primitive::str> for Size {
    #[inline]
    fn from(text: &::core::primitive::str) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::convert::From<::std::string::String> for Size {
    #[inline]
    fn from(text: ::std::string::String) -> Self {
        ::endpoint_runtime::object::from_text(text)
    }
}
#[automatically_derived]
impl ::core::str::FromStr for Size {
    type Err = ::core::convert::Infallible;
    #[inline]
    fn from_str(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::core::convert::Infallible> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for Size {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        ::core::result::Result::Ok(::core::convert::From::from(self.as_str()))
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(::endpoint_runtime::object::from_text(text))
    }
}
#[automatically_derived]
impl<'de> ::endpoint_runtime::object::serde::Deserialize<'de> for Size {
    fn deserialize<__D: ::endpoint_runtime::object::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::endpoint_runtime::object::deserialize_text(deserializer)
    }
}
#[automatically_derived]
impl ::endpoint_runtime::object::serde::Serialize for Size {
    fn serialize<__S: ::endpoint_runtime::object::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::schemars::JsonSchema for Size {
        #[inline]
        fn schema_name() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed("Size")
        }
        #[inline]
        fn schema_id() -> ::std::borrow::Cow<'static, ::core::primitive::str> {
            ::std::borrow::Cow::Borrowed(::endpoint_runtime::object::type_path!("Size"))
        }
        #[inline]
        fn json_schema(
            _: &mut ::endpoint_runtime::schema::schemars::SchemaGenerator,
        ) -> ::endpoint_runtime::schema::schemars::Schema {
            ::endpoint_runtime::object::text_schema::<Self>("")
        }
    }
}
