package dev.edenscope.examples.playbook;

import org.openjdk.jmh.annotations.Benchmark;

/** The centres of thirty shapes of three kinds. */
public class SmallValue extends Example {
    record Point(int x, int y) {}

    /** Something that has a centre. */
    interface Shape {
        Point center();

        int centerX();

        int centerY();
    }

    record Circle(int x, int y, int radius) implements Shape {
        @Override
        public Point center() {
            return new Point(x, y);
        }

        @Override
        public int centerX() {
            return x;
        }

        @Override
        public int centerY() {
            return y;
        }
    }

    record Box(int left, int top, int width, int height) implements Shape {
        @Override
        public Point center() {
            return new Point(centerX(), centerY());
        }

        @Override
        public int centerX() {
            return left + width / 2;
        }

        @Override
        public int centerY() {
            return top + height / 2;
        }
    }

    record Line(int x1, int y1, int x2, int y2) implements Shape {
        @Override
        public Point center() {
            return new Point(centerX(), centerY());
        }

        @Override
        public int centerX() {
            return (x1 + x2) / 2;
        }

        @Override
        public int centerY() {
            return (y1 + y2) / 2;
        }
    }

    private final Shape[] shapes = new Shape[30];

    /** A third of each kind. */
    public SmallValue() {
        for (int i = 0; i < shapes.length; i += 3) {
            shapes[i] = new Circle(i, i, 5);
            shapes[i + 1] = new Box(i, i, 10, 20);
            shapes[i + 2] = new Line(i, i, 30, 40);
        }
    }

    /** Which of the three is called is known only then, so that what it returns goes through the heap. */
    @Benchmark
    public int before() {
        int sum = 0;
        for (Shape shape : shapes) {
            Point center = shape.center();
            sum += center.x() * center.y();
        }
        return sum;
    }

    @Benchmark
    public int after() {
        int sum = 0;
        for (Shape shape : shapes) {
            sum += shape.centerX() * shape.centerY();
        }
        return sum;
    }
}
