package dev.edenscope.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Classes by internal name, read when first asked for. Safe for several threads. */
final class ClassFiles {
    private static final int DEEPEST = 64; // of a hierarchy; deeper ones are broken

    private final Function<String, byte[]> files;
    private final Map<String, Optional<ClassFile>> classes = new ConcurrentHashMap<>();

    private record ClassFile(
            boolean isFinal, String superName, List<String> interfaces, String source, Map<String, Body> methods) {}

    /** @param files the bytes of the class with an internal name, or null */
    ClassFiles(Function<String, byte[]> files) {
        this.files = files;
    }

    /** The body of the method that this very class declares, or null. */
    Body body(CompiledCode.Method method) {
        ClassFile file = file(method.owner());
        return file == null ? null : file.methods.get(method.name() + method.descriptor());
    }

    /** The methods that a class declares; none where it has no file. */
    List<CompiledCode.Method> methods(String owner) {
        ClassFile file = file(owner);
        List<CompiledCode.Method> all = new ArrayList<>();
        if (file != null) {
            file.methods
                    .values()
                    .forEach(body -> all.add(new CompiledCode.Method(owner, body.node.name, body.node.desc)));
        }
        return all;
    }

    /** Name of the source file of a class, without directories; null where unknown. */
    String source(String owner) {
        ClassFile file = file(owner);
        return file == null ? null : file.source;
    }

    /** The same with the directories of its package, as profiles have it; empty where unknown. */
    String sourcePath(String owner) {
        String source = source(owner);
        return source == null ? "" : owner.substring(0, owner.lastIndexOf('/') + 1) + source;
    }

    /** The body that a call on an object of just this class comes to, or null. */
    Body resolve(String owner, String name, String descriptor) {
        return resolve(owner, name + descriptor, DEEPEST);
    }

    private Body resolve(String owner, String key, int depth) {
        ClassFile file = depth == 0 ? null : file(owner);
        if (file == null) {
            return null;
        }
        Body own = file.methods.get(key);
        if (own != null) {
            return own;
        }
        Body inherited = file.superName == null ? null : resolve(file.superName, key, depth - 1);
        for (String each : file.interfaces) {
            if (inherited == null || inherited.isAbstract()) {
                Body byDefault = resolve(each, key, depth - 1);
                inherited = byDefault == null ? inherited : byDefault;
            }
        }
        return inherited;
    }

    boolean isThrowable(String owner) {
        return isA(owner, "java/lang/Throwable");
    }

    /** Whether C2 never removes objects of the class (escape.cpp: subclasses of Thread and of Reference). */
    boolean isAlwaysOnHeap(String owner) {
        return isA(owner, "java/lang/Thread") || isA(owner, "java/lang/ref/Reference");
    }

    boolean isFinal(String owner) {
        ClassFile file = file(owner);
        return file != null && file.isFinal;
    }

    private boolean isA(String owner, String superclass) {
        String each = owner;
        for (int i = 0; each != null && i < DEEPEST; i++) {
            if (each.equals(superclass)) {
                return true;
            }
            ClassFile file = file(each);
            each = file == null ? null : file.superName;
        }
        return false;
    }

    /** Whether objects of the class are registered for finalization, which an empty {@code finalize} does not ask for. */
    boolean hasFinalizer(String owner) {
        String each = owner;
        for (int i = 0; each != null && !each.equals("java/lang/Object") && i < DEEPEST; i++) {
            ClassFile file = file(each);
            if (file == null) {
                return false;
            }
            Body finalizer = file.methods.get("finalize()V");
            if (finalizer != null) {
                return finalizer.bytes() > 1;
            }
            each = file.superName;
        }
        return false;
    }

    private ClassFile file(String owner) {
        Optional<ClassFile> known = classes.get(owner);
        if (known == null) {
            byte[] bytes = owner.startsWith("[") ? null : files.apply(owner);
            known = Optional.ofNullable(bytes == null ? null : read(bytes));
            classes.put(owner, known);
        }
        return known.orElse(null);
    }

    /** The class, or null if the bytes are none that can be read. */
    private static ClassFile read(byte[] bytes) {
        try {
            Offsets reader = new Offsets(bytes);
            Visitor visitor = new Visitor(reader);
            reader.accept(visitor, ClassReader.SKIP_FRAMES);
            return new ClassFile(
                    visitor.isFinal, visitor.superName, visitor.interfaces, visitor.source, visitor.methods);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            return null;
        }
    }

    /** Knows the offset of the instruction that is being visited. */
    private static final class Offsets extends ClassReader {
        private int offset;

        Offsets(byte[] bytes) {
            super(bytes);
        }

        @Override
        protected void readBytecodeInstructionOffset(int bytecodeOffset) {
            offset = bytecodeOffset;
        }
    }

    private static final class Visitor extends ClassVisitor {
        private final Offsets reader;
        private final Map<String, Body> methods = new HashMap<>();
        private boolean isFinal;
        private String owner;
        private String superName;
        private String source;
        private List<String> interfaces = List.of();

        Visitor(Offsets reader) {
            super(Opcodes.ASM9);
            this.reader = reader;
        }

        @Override
        public void visit(
                int version, int access, String className, String signature, String extended, String[] implemented) {
            isFinal = (access & Opcodes.ACC_FINAL) != 0;
            owner = className;
            superName = extended;
            interfaces = List.of(implemented);
        }

        @Override
        public void visitSource(String file, String debug) {
            source = file;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new Instructions(access, method, descriptor, signature, exceptions);
        }

        private final class Instructions extends MethodNode {
            private final List<Integer> offsets = new ArrayList<>();

            Instructions(int access, String method, String descriptor, String signature, String[] exceptions) {
                super(Opcodes.ASM9, access, method, descriptor, signature, exceptions);
            }

            @Override
            public void visitEnd() {
                super.visitEnd();
                int last = offsets.isEmpty() ? 0 : offsets.get(offsets.size() - 1) + 1;
                methods.put(name + desc, new Body(owner, this, offsets, last));
            }

            private void seen() {
                offsets.add(reader.offset);
            }

            @Override
            public void visitInsn(int opcode) {
                super.visitInsn(opcode);
                seen();
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                super.visitIntInsn(opcode, operand);
                seen();
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                super.visitVarInsn(opcode, variable);
                seen();
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                super.visitTypeInsn(opcode, type);
                seen();
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
                super.visitFieldInsn(opcode, owner, field, descriptor);
                seen();
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String method, String descriptor, boolean ofInterface) {
                super.visitMethodInsn(opcode, owner, method, descriptor, ofInterface);
                seen();
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String method, String descriptor, org.objectweb.asm.Handle bootstrap, Object... arguments) {
                super.visitInvokeDynamicInsn(method, descriptor, bootstrap, arguments);
                seen();
            }

            @Override
            public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
                super.visitJumpInsn(opcode, label);
                seen();
            }

            @Override
            public void visitLdcInsn(Object value) {
                super.visitLdcInsn(value);
                seen();
            }

            @Override
            public void visitIincInsn(int variable, int increment) {
                super.visitIincInsn(variable, increment);
                seen();
            }

            @Override
            public void visitTableSwitchInsn(
                    int min, int max, org.objectweb.asm.Label byDefault, org.objectweb.asm.Label... labels) {
                super.visitTableSwitchInsn(min, max, byDefault, labels);
                seen();
            }

            @Override
            public void visitLookupSwitchInsn(
                    org.objectweb.asm.Label byDefault, int[] keys, org.objectweb.asm.Label[] labels) {
                super.visitLookupSwitchInsn(byDefault, keys, labels);
                seen();
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                super.visitMultiANewArrayInsn(descriptor, dimensions);
                seen();
            }
        }
    }
}
