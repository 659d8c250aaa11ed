//! A gateway that lets declared endpoints through, nothing else, and adds the credential on the server side.
