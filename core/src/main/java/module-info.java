/**
 * The profile model, its file format and its reports. Depends on nothing but {@code java.base}.
 */
module dev.edenscope.core {
    exports dev.edenscope.budget;
    exports dev.edenscope.gc;
    exports dev.edenscope.pprof;
    exports dev.edenscope.profile;
    exports dev.edenscope.report;
}
