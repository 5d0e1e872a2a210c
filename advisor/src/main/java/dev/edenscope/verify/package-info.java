/**
 * Whether a change worked: two recordings, or two result files, and the two proofs that there are: fewer objects are made, and the
 * escape that made them is gone from the compiled code.
 */
package dev.edenscope.verify;
