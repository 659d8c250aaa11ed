#[automatically_derived]
impl ::endpoint_runtime::Headers for MemberAuthorization {
    const PARAMETERS: &'static [::endpoint_runtime::metadata::Parameter] = &[
        ::endpoint_runtime::metadata::Parameter {
            name: "session_token",
            wire_name: "X-Stytch-Member-Session",
            location: ::endpoint_runtime::metadata::ParameterLocation::Header,
            required: false,
            repeated: false,
            sensitive: true,
            docs: "The session's token.",
        },
        ::endpoint_runtime::metadata::Parameter {
            name: "request_id",
            wire_name: "X-Request-Id",
            location: ::endpoint_runtime::metadata::ParameterLocation::Header,
            required: true,
            repeated: false,
            sensitive: false,
            docs: "",
        },
    ];
    const HAS_SETTERS: ::core::primitive::bool = true;
    fn encode(&self, request: &mut ::endpoint_runtime::request::Encoder<'_>) {
        if let ::core::option::Option::Some(value) = &self.session_token {
            request
                .header(
                    "session_token",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-session",
                        )
                    },
                    true,
                    <SessionToken as ::endpoint_runtime::Param>::to_text(value),
                );
        }
        request
            .header(
                "request_id",
                const {
                    ::endpoint_runtime::http::HeaderName::from_static("x-request-id")
                },
                false,
                <String as ::endpoint_runtime::Param>::to_text(&self.request_id),
            );
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for MemberAuthorization {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(
            f,
            "MemberAuthorization",
            &["session_token", "request_id"],
            &[
                ::endpoint_runtime::debug::redacted(&self.session_token),
                <String as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.request_id,
                ),
            ],
        )
    }
}
#[cfg(feature = "server")]
::endpoint_runtime::__server_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::server::DecodeHeaders for MemberAuthorization {
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::result::Result<Self, ::endpoint_runtime::server::Rejection> {
            ::core::result::Result::Ok(Self {
                session_token: request
                    .header_optional(
                        "x-stytch-member-session",
                        <SessionToken as ::endpoint_runtime::Param>::from_text,
                    )?,
                request_id: request
                    .header(
                        "x-request-id",
                        <String as ::endpoint_runtime::Param>::from_text,
                    )?,
            })
        }
    }
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::HeadersSchema for MemberAuthorization {
        const SCHEMAS: &'static [::endpoint_runtime::schema::ParameterSchema] = &[
            ::endpoint_runtime::schema::ParameterSchema {
                name: "session_token",
                schema: <SessionToken as ::endpoint_runtime::schema::HasSchema>::schema,
            },
            ::endpoint_runtime::schema::ParameterSchema {
                name: "request_id",
                schema: <String as ::endpoint_runtime::schema::HasSchema>::schema,
            },
        ];
    }
}
#[automatically_derived]
impl ::endpoint_runtime::header::HeaderField<0> for MemberAuthorization {
    type Value = SessionToken;
}
#[doc(hidden)]
#[macro_export]
#[allow(unused_macros, non_local_definitions)]
macro_rules! __MemberAuthorization_headers_5de781667f2c717a {
    ([$($next:tt)*] $($call:tt)*) => {
        $($next)* ! { $($call)* { true false(#[doc = " The session's token."]
        session_token 0 Other) } }
    };
}
#[doc(hidden)]
#[allow(unused_imports)]
pub use __MemberAuthorization_headers_5de781667f2c717a as MemberAuthorization;
