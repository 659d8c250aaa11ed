#[automatically_derived]
impl ::endpoint_runtime::Param for OrganizationId {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        <String as ::endpoint_runtime::__private::ParamField>::to_text(&self.0)
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(Self {
            0: <String as ::endpoint_runtime::__private::ParamField>::from_text(text)?,
        })
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for ClientType {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        match *self {
            Self::FirstParty => {
                ::core::result::Result::Ok(::core::convert::From::from("first_party"))
            }
            Self::ThirdParty => {
                ::core::result::Result::Ok(::core::convert::From::from("third"))
            }
            Self::Other(ref other) => {
                <String as ::endpoint_runtime::Param>::to_text(other)
            }
        }
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        match text {
            "first_party" => ::core::result::Result::Ok(Self::FirstParty),
            "third" => ::core::result::Result::Ok(Self::ThirdParty),
            _ => {
                ::core::result::Result::Ok(
                    Self::Other(<String as ::endpoint_runtime::Param>::from_text(text)?),
                )
            }
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for TeamId {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        <String as ::endpoint_runtime::__private::ParamField>::to_text(&self.0)
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(Self {
            0: <String as ::endpoint_runtime::__private::ParamField>::from_text(text)?,
        })
    }
}
#[automatically_derived]
impl ::core::convert::From<String> for TeamId {
    #[inline]
    fn from(value: String) -> Self {
        Self { 0: value }
    }
}
#[automatically_derived]
impl ::core::convert::From<&::core::primitive::str> for TeamId {
    #[inline]
    fn from(value: &::core::primitive::str) -> Self {
        Self {
            0: ::core::convert::From::from(value),
        }
    }
}
#[automatically_derived]
impl ::endpoint_runtime::Param for Address {
    #[inline]
    fn to_text(
        &self,
    ) -> ::core::result::Result<
        ::endpoint_runtime::ParamText<'_>,
        ::endpoint_runtime::ParamError,
    > {
        ::core::result::Result::Ok(
            <IpAddr as ::endpoint_runtime::__private::DisplayField>::to_text(&self.ip),
        )
    }
    #[inline]
    fn from_text(
        text: &::core::primitive::str,
    ) -> ::core::result::Result<Self, ::endpoint_runtime::ParamError> {
        ::core::result::Result::Ok(Self {
            ip: <IpAddr as ::endpoint_runtime::__private::DisplayField>::from_text(text)?,
        })
    }
}
#[automatically_derived]
impl ::core::convert::From<IpAddr> for Address {
    #[inline]
    fn from(value: IpAddr) -> Self {
        Self { ip: value }
    }
}
