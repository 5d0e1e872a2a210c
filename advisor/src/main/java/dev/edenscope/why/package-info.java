/** Why an allocation reached the heap: what the JIT kept, and the calls, fields, arrays and merges that made it keep it. */
package dev.edenscope.why;
