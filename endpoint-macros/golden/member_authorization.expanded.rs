#[automatically_derived]
impl ::endpoint_runtime::Headers for MemberAuthorization {
    const PARAMETERS: &'static [::endpoint_runtime::metadata::Parameter] = &::endpoint_runtime::__private::parameters::<
        2usize,
    >(::endpoint_runtime::metadata::ParameterTexts {
        letters: "h!H",
        texts: &[
            "session_token",
            "X-Stytch-Member-Session",
            "The session's token.",
            "request_id",
            "X-Request-Id",
            "",
        ],
    });
    const HAS_SETTERS: ::core::primitive::bool = true;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        <SessionToken as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.session_token,
            visitor
                .header(
                    "session_token",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static(
                            "x-stytch-member-session",
                        )
                    },
                    true,
                ),
        );
        <String as ::endpoint_runtime::request::TextArgument>::visit(
            &self.request_id,
            visitor
                .header(
                    "request_id",
                    const {
                        ::endpoint_runtime::http::HeaderName::from_static("x-request-id")
                    },
                    false,
                ),
        );
    }
}
#[automatically_derived]
impl ::core::fmt::Debug for MemberAuthorization {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "MemberAuthorization",
            &|visitor| ::endpoint_runtime::Headers::visit(self, visitor),
        )
    }
}
#[cfg(feature = "server")]
::endpoint_runtime::__server_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::server::DecodeHeaders for MemberAuthorization {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(session_token),
                ::core::option::Option::Some(request_id),
            ) = (
                <SessionToken as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_header("x-stytch-member-session"),
                ),
                <String as ::endpoint_runtime::request::TextArgument>::decode(
                    request.in_header("x-request-id"),
                ),
            ) {
                ::core::option::Option::Some(Self { session_token, request_id })
            } else {
                ::core::option::Option::None
            }
        }
    }
}
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    #[automatically_derived]
    impl ::endpoint_runtime::schema::HeadersSchema for MemberAuthorization {
        const SCHEMAS: &'static [::endpoint_runtime::schema::SchemaFn] = {
            #[allow(unused_imports)]
            use ::endpoint_runtime::schema::NotFromText as _;
            &[
                ::endpoint_runtime::schema::param::<
                    SessionToken,
                    { ::endpoint_runtime::schema::FromText::<SessionToken>::IS_IMPLEMENTED },
                >,
                ::endpoint_runtime::schema::param::<
                    String,
                    { ::endpoint_runtime::schema::FromText::<String>::IS_IMPLEMENTED },
                >,
            ]
        };
    }
}
#[automatically_derived]
impl ::endpoint_runtime::group::GroupField<0> for MemberAuthorization {
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
