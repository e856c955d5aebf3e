//! The attribute in the edition 2021: see the tests.
