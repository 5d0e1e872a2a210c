package dev.edenscope.why;

import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** Methods of the JDK that are done with an argument when they return. */
final class Lending {
    private static final Set<String> BORROWERS = Set.of(
            "java/lang/String",
            "java/lang/StringBuilder",
            "java/lang/StringBuffer",
            "java/lang/System",
            "java/lang/Math",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Double",
            "java/util/StringJoiner",
            "java/security/MessageDigest",
            "java/util/zip/CRC32",
            "java/util/zip/Checksum");

    /** Of classes in java.lang, java.util, java.io and java.nio. */
    private static final Set<String> BORROWING = Set.of(
            "append",
            "read",
            "readNBytes",
            "write",
            "writeBytes",
            "print",
            "println",
            "equals",
            "compare",
            "compareTo",
            "contains",
            "containsAll",
            "containsKey",
            "containsValue",
            "get",
            "getOrDefault",
            "indexOf",
            "lastIndexOf",
            "remove",
            "removeAll",
            "retainAll",
            "addAll",
            "putAll",
            "copyOf",
            "copyOfRange",
            "fill",
            "sort",
            "hash",
            "hashCode",
            "toString",
            "mismatch",
            "binarySearch",
            "join",
            "format");

    private Lending() {}

    /** @param index which operand of the call, the receiver being the first if there is one */
    static boolean isLent(MethodInsnNode call, int index) {
        if (BORROWERS.contains(call.owner)) {
            return true;
        }
        boolean plain = call.owner.startsWith("java/lang/")
                || call.owner.startsWith("java/util/")
                || call.owner.startsWith("java/io/")
                || call.owner.startsWith("java/nio/");
        if (!plain) {
            return false;
        }
        Type[] types = Type.getArgumentTypes(call.desc);
        int argument = index - (call.getOpcode() == org.objectweb.asm.Opcodes.INVOKESTATIC ? 0 : 1);
        String type = types[argument].getInternalName();
        boolean function = type.startsWith("java/util/function/") || type.equals("java/util/Comparator");
        if (function) {
            return isCallingBack(call);
        }
        // A collection that is given to a constructor of another one is copied.
        boolean copied = call.name.equals("<init>")
                && call.owner.startsWith("java/util/")
                && (type.equals("java/util/Collection") || type.equals("java/util/Map"));
        return copied || (BORROWING.contains(call.name) && !call.owner.startsWith("java/util/concurrent/atomic/"));
    }

    /** Whether it calls a function before it returns, rather than later. */
    private static boolean isCallingBack(MethodInsnNode call) {
        boolean later = call.name.equals("<init>")
                || call.name.equals("withInitial")
                || call.owner.equals("java/util/Comparator")
                || call.owner.startsWith("java/util/function/")
                || (call.owner.startsWith("java/util/concurrent/") && !call.owner.endsWith("Map"));
        return !later;
    }
}
