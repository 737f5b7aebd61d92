export {type FakeResendProcess, startFakeResendProcess} from '../../chaos/fake-resend/process.ts';
