package dev.edenscope.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.edenscope.pprof.PprofWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MergeTest {
    @Test
    void neighboursAddedUpApartGiveTheSameBytesAsOneAfterTheOther() throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            List<Profile> profiles = profiles(seed);
            Random random = new Random(seed);
            Merge merge = new Merge();
            for (int from = 0; from < profiles.size(); ) {
                int to = from + random.nextInt(profiles.size() - from + 1);
                Merge neighbours = new Merge();
                profiles.subList(from, to).forEach(neighbours::add);
                merge.add(neighbours);
                from = to;
            }
            assertThat(bytes(merge.profile())).isEqualTo(bytes(Profile.merge(profiles)));
        }
    }

    /** Some of which cancel each other, and some of which lack sample types. */
    private static List<Profile> profiles(long seed) {
        List<Profile> profiles = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Profile profile = RandomProfile.of(seed * 8 + i);
            profiles.add(profile);
            if (i % 3 == 0) {
                profiles.add(profile.scaled(-1));
            }
            if (seed % 4 == 0 && i == 4) {
                profiles.add(withoutFirstType(profile));
            }
        }
        return profiles;
    }

    private static Profile withoutFirstType(Profile profile) {
        List<ValueType> types =
                profile.sampleTypes().subList(1, profile.sampleTypes().size());
        Profile none = new ProfileBuilder(
                        Profile.Header.of(types).withPeriod(profile.header().periodType(), 1))
                .build();
        return Profile.merge(List.of(profile, none));
    }

    private static byte[] bytes(Profile profile) throws IOException {
        profile.check();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.writeRaw(profile, out);
        return out.toByteArray();
    }

    private static Profile counted(String... comments) {
        Profile.Header header = Profile.Header.of(List.of(ValueType.ALLOC_SPACE));
        return new ProfileBuilder(header.withComments(List.of(comments))).build();
    }

    @Test
    void callsAddUpInWhateverOrder() {
        Profile one = counted("alloc: exact", "calls: 5 of com.acme.Api.handle", "calls: 1 of com.acme.Api.find");
        Profile same = counted("calls: 5 of com.acme.Api.handle", "alloc: exact", "calls: 2 of com.acme.Api.find");
        Profile other = counted("calls: 7 of com.acme.Api.handle", "calls of com.acme.Api.find: not known: why");
        List<String> sum = List.of(
                "alloc: exact", "calls of com.acme.Api.find: not known: why", "calls: 17 of com.acme.Api.handle");
        for (List<Profile> order : List.of(
                List.of(one, same, other),
                List.of(other, one, same),
                List.of(same, other, one),
                List.of(other, same, one))) {
            Profile left = Profile.merge(List.of(Profile.merge(order.subList(0, 2)), order.get(2)));
            Profile right = Profile.merge(List.of(order.get(0), Profile.merge(order.subList(1, 3))));
            assertThat(Profile.merge(order).comments())
                    .containsExactlyInAnyOrderElementsOf(sum)
                    .isEqualTo(left.comments())
                    .isEqualTo(right.comments());
        }
        assertThat(Profile.merge(List.of(one, same)).comments())
                .containsExactly("alloc: exact", "calls: 10 of com.acme.Api.handle", "calls: 3 of com.acme.Api.find");
    }

    @Test
    void aDifferenceHasNoCalls() {
        Profile one = counted("alloc: exact", "calls: 5 of com.acme.Api.handle");
        assertThat(one.minus(one).comments()).containsExactly("alloc: exact");
        assertThat(Profile.merge(List.of(one.minus(one), one)).comments()).containsExactly("alloc: exact");
    }

    @Test
    void nothingAddedIsNoProfile() {
        Merge merge = new Merge();
        merge.add(new Merge());
        assertThat(merge.isEmpty()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(merge::profile);
    }

    @Test
    void theFirstMappingOfTheFirstProfileStaysFirst() {
        Mapping program = new Mapping(0x1000, 0x2000, 0, "/bin/program", "", true, true, true, true);
        Mapping library = new Mapping(0x3000, 0x4000, 0, "/lib/library.so", "", true, true, true, true);
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        builder.mapping(program);
        int[] frames = {
            builder.location(builder.mapping(library), 0x3010, false, 0, new int[0], new long[0], new long[0])
        };
        builder.add(builder.stack(frames, 1), 0, 1);
        Profile profile = builder.build();
        assertThat(Profile.merge(List.of(profile, profile)).mappings()).containsExactly(program, library);
    }
}
