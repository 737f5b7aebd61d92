export {type ResendStandInProcess, startResendStandInProcess} from '../../chaos/fake-resend/process.ts';
