//! The attribute in the edition 2018: see the tests.
