//! passmuster
