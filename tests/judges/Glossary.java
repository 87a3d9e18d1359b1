import java.io.File;
import java.util.Collections;
import org.omegat.core.Core;
import org.omegat.core.data.RealProject;
import org.omegat.filters2.master.PluginUtils;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryReaderTBX;
import org.omegat.util.ProjectFileStorage;

/** Prints what OmegaT reads in a TBX file, a line an entry: its languages are those of a project. Arguments: project, file. */
public final class Glossary {
    public static void main(String[] arguments) throws Exception {
        PluginUtils.loadPlugins(Collections.emptyMap());
        Core.initializeConsole(Collections.emptyMap());
        Core.setProject(new RealProject(ProjectFileStorage.loadProjectProperties(new File(arguments[0])), null));
        for (GlossaryEntry entry : GlossaryReaderTBX.read(new File(arguments[1]), false)) {
            String said = String.join("\t", entry.getSrcText(), entry.getLocText(), entry.getCommentText());
            System.out.write(("entry\t" + said.replace("\n", " ") + "\n").getBytes("UTF-8"));
        }
        System.out.flush();
        System.exit(0);
    }
}
