//! The attributes of a SCIM user (RFC 7643). A text that the identity provider has not sent is empty.

use crate::prelude::*;

/// A Member's data, as the identity provider has sent it through SCIM.
#[object]
pub struct ScimAttributes {
    /// The name with which the user signs in at the identity provider, often the e-mail address.
    pub user_name: String,
    /// The id that Stytch has issued to the identity provider, which is the Member's id.
    pub id: String,
    /// The id that the identity provider uses.
    pub external_id: String,
    /// `false` if the identity provider has deactivated the user.
    pub active: bool,
    /// The groups that the user belongs to.
    pub groups: Vec<Group>,
    /// The name that is shown to others.
    pub display_name: String,
    /// A casual name, such as "Bob".
    pub nick_name: String,
    /// The URL of a page about the user.
    pub profile_url: String,
    /// The relation to the company, such as "Employee" or "Contractor".
    pub user_type: String,
    /// The job title.
    pub title: String,
    /// The preferred languages, in the form of an `Accept-Language` header.
    pub preferred_language: String,
    /// The language tag by which dates and numbers are formatted, such as `en-US`.
    pub locale: String,
    /// The name of the time zone, such as `Europe/Brussels`.
    pub timezone: String,
    /// The e-mail addresses.
    pub emails: Vec<MultiValue>,
    /// The telephone numbers.
    pub phone_numbers: Vec<MultiValue>,
    /// The postal addresses.
    pub addresses: Vec<Address>,
    /// The addresses at instant messengers.
    pub ims: Vec<MultiValue>,
    /// The URLs of photos.
    pub photos: Vec<MultiValue>,
    /// The entitlements, whose meaning is the identity provider's own.
    pub entitlements: Vec<MultiValue>,
    /// The roles at the identity provider, which are not those of the RBAC policy.
    pub roles: Vec<MultiValue>,
    /// The certificates, as DER in base64.
    pub x509certificates: Vec<MultiValue>,
    /// The parts of the name, if they were sent.
    pub name: Option<Name>,
    /// The attributes of an employee, if they were sent.
    pub enterprise_extension: Option<EnterpriseExtension>,
}

/// The parts of a SCIM user's name.
#[object]
pub struct Name {
    /// The whole name, as it is displayed.
    pub formatted: String,
    /// The last name.
    pub family_name: String,
    /// The first name.
    pub given_name: String,
    /// The middle names.
    pub middle_name: String,
    /// A title before the name, such as "Dr.".
    pub honorific_prefix: String,
    /// A title after the name, such as "III".
    pub honorific_suffix: String,
}

/// One of several values of an attribute, such as an e-mail address.
#[object]
pub struct MultiValue {
    /// The address, number, URL or other value.
    pub value: String,
    /// The use of the value, such as `work` or `home`.
    pub r#type: String,
    /// `true` for at most one value of the attribute, the preferred one.
    pub primary: bool,
}

/// A postal address of a SCIM user.
#[object]
pub struct Address {
    /// The whole address, as it is printed on a letter.
    pub formatted: String,
    /// The street and the house number.
    pub street_address: String,
    /// The city.
    pub locality: String,
    /// The state or province.
    pub region: String,
    /// The ZIP or postal code.
    pub postal_code: String,
    /// The country, as a code of two letters (ISO 3166-1).
    pub country: String,
    /// The use of the address, such as `work` or `home`.
    pub r#type: String,
    /// `true` for at most one address, the preferred one.
    pub primary: bool,
}

/// A group that a SCIM user belongs to.
#[object]
pub struct Group {
    /// The group's id, which Stytch has issued.
    pub value: String,
    /// The group's name.
    pub display: String,
}

/// The attributes of a SCIM user as an employee: the enterprise extension of RFC 7643.
#[object]
pub struct EnterpriseExtension {
    /// The number that the employer has given to the user.
    pub employee_number: String,
    /// The name of the cost center.
    pub cost_center: String,
    /// The name of the division.
    pub division: String,
    /// The name of the department.
    pub department: String,
    /// The name of the user's organization at the employer, which is no Organization of Stytch.
    pub organization: String,
    /// The user's manager, if one was sent.
    pub manager: Option<Manager>,
}

/// The manager of a SCIM user.
#[object]
pub struct Manager {
    /// The manager's id as a SCIM user.
    pub value: String,
    /// The URI of the manager as a SCIM user.
    pub r#ref: String,
    /// The manager's name.
    pub display_name: String,
}
